/** The screen of each route. The map and the question for the language are there at once, the others are loaded behind them. */
import type { ReactNode } from 'react';
import type { Route } from '../game-context.js';
import { later } from '../later.js';
import { HomeScreen } from './home/home-screen.js';
import { LanguageScreen } from './language/language-screen.js';

const LevelScreen = later(async () => (await import('./level/level-screen.js')).LevelScreen);
const ReplayScreen = later(async () => (await import('./share/replay-screen.js')).ReplayScreen);
const ReviewScreen = later(async () => (await import('./review/review-screen.js')).ReviewScreen);
const SearchScreen = later(async () => (await import('./search/search-screen.js')).SearchScreen);
const GlossaryScreen = later(async () => (await import('./glossary/glossary-screen.js')).GlossaryScreen);
const StatisticsScreen = later(async () => (await import('./statistics/statistics-screen.js')).StatisticsScreen);
const NotesScreen = later(async () => (await import('./notes/notes-screen.js')).NotesScreen);
const TestOutScreen = later(async () => (await import('./test-out/test-out-screen.js')).TestOutScreen);
const ResetScreen = later(async () => (await import('./reset/reset-screen.js')).ResetScreen);

export function screenOf(route: Route): ReactNode {
  switch (route.screen) {
    case 'language':
      return <LanguageScreen />;
    case 'home':
      return <HomeScreen cursor={route.cursor} />;
    case 'replay':
      return <ReplayScreen key={route.text} route={route} />;
    case 'level':
      return <LevelScreen key={route.level} route={route} />;
    case 'review':
      return <ReviewScreen />;
    case 'test-out':
      return <TestOutScreen key={route.level} route={route} />;
    case 'reset':
      return <ResetScreen route={route} />;
    case 'notes':
      return <NotesScreen route={route} />;
    case 'statistics':
      return <StatisticsScreen />;
    case 'search':
      return <SearchScreen route={route} />;
    case 'glossary':
      return <GlossaryScreen route={route} />;
  }
}
