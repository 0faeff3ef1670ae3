/** The screens one came through, the present one last: what `goBack` goes back by. Pure. */
import type { Route } from './game-context.js';

export type Trail = readonly [Route, ...Route[]];

export const HOME: Route = { screen: 'home' };
/** Going from card to search to card for ever must not fill the memory. */
const LONGEST = 20;

export function present(trail: Trail): Route {
  return trail[trail.length - 1];
}

/** In place of the present screen; the map ends all ways. */
export function replaced(trail: Trail, route: Route): Trail {
  return route.screen === 'home' ? [HOME] : joined(trail.slice(0, -1), route);
}

export function opened(trail: Trail, route: Route, leaving: Route = present(trail)): Trail {
  return joined([...trail.slice(0, -1), leaving].slice(1 - LONGEST), route);
}

export function returned(trail: Trail): Trail {
  const below = trail.slice(0, -1);
  return below.length === 0 ? [HOME] : joined(below.slice(0, -1), below[below.length - 1]);
}

/** Back leads somewhere else than to the map. */
export function leadsBack(trail: Trail): boolean {
  return trail.length > 1 && trail[trail.length - 2].screen !== 'home';
}

function joined(below: readonly Route[], top: Route): Trail {
  const [first, ...rest] = below;
  return first === undefined ? [top] : [first, ...rest, top];
}
