// Temporary until src/plot has both.
import type { Panel } from '../../lesson/index.js';
import type { Line } from '../../plot/index.js';
import { say, type Speaker } from '../../words/say.js';
export function marksOf(_panel: Panel, _options: unknown): { sample: Line; meaning: string }[] { return []; }
export function describePanel(panel: Panel, speaker: Speaker, _width: number): Line[] { return [[{ text: say(panel.title, speaker), style: {} }]]; }
