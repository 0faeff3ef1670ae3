import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samplePanels } from '../../scripts/gallery/samples.js';
import { layoutPanels, type Placement } from '../../src/plot/index.js';
import { arbitraryPanel } from './panels.arbitrary.js';

const area = ({ rect }: Placement) => rect.width * rect.height;
const samples = samplePanels('en');
const pick = (...ids: string[]) => ids.map((id) => {
  const panel = samples.find((sample) => sample.id === id);
  if (panel === undefined) throw new Error(`no sample ${id}`);
  return panel;
});

describe('layoutPanels', () => {
  it('places every panel once, in order over the pages, inside the screen and apart from the others', () => {
    fc.assert(
      fc.property(fc.array(arbitraryPanel(), { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 220 }), fc.integer({ min: 1, max: 70 }), (panels, width, height) => {
        const pages = layoutPanels(panels, width, height);
        expect(pages.flatMap((page) => page.map(({ index }) => index)).sort((a, b) => a - b)).toEqual(panels.map((_, i) => i));
        for (const page of pages) {
          page.forEach(({ rect: a }, i) => {
            expect(a.x).toBeGreaterThanOrEqual(0);
            expect(a.y).toBeGreaterThanOrEqual(0);
            expect(a.x + a.width).toBeLessThanOrEqual(width);
            expect(a.y + a.height).toBeLessThanOrEqual(height);
            expect(a.height).toBeGreaterThan(0);
            expect(a.width).toBeGreaterThan(0);
            for (const { rect: b } of page.slice(i + 1)) expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
          });
        }
      }),
      { numRuns: 400 },
    );
  });

  it('gives the hero most of a small screen and puts the others beside it on a wide one', () => {
    const panels = pick('ticket', 'mask', 'scores');
    const [small] = layoutPanels(panels, 50, 15);
    expect(small[0].index).toBe(0);
    expect(small[0].rect.height).toBeGreaterThanOrEqual(8);
    const wide = layoutPanels(panels, 108, 30);
    expect(wide).toHaveLength(1);
    expect(wide[0].find(({ index }) => index === 1)?.rect.x).toBeGreaterThan(50);
    const hero = wide[0].find(({ index }) => index === 0);
    if (hero === undefined) throw new Error('the hero is on the first page');
    for (const other of wide[0]) if (other !== hero) expect(area(hero)).toBeGreaterThan(area(other));
  });

  it('shares height by weight and turns a page rather than squeeze', () => {
    const [a, b] = pick('ticket', 'loss');
    const [[light, heavy]] = layoutPanels([a, { ...b, weight: 3 }], 60, 40);
    expect(heavy.rect.height).toBeGreaterThan(light.rect.height * 0.6);
    expect(layoutPanels(pick('ticket', 'loss', 'cloud', 'bootstrap'), 50, 15)).toHaveLength(4);
  });
});
