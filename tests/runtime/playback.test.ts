import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Frame } from '../../src/lesson/index.js';
import * as play from '../../src/runtime/playback.js';
import type { Playback, Recording } from '../../src/runtime/index.js';

const recordingOf = (progress: readonly number[]): Recording => ({
  length: progress.length,
  at: (index): Frame => ({ progress: progress[index], metrics: {}, panels: [] }),
});
const five = recordingOf([0.2, 0.4, 0.6, 0.8, 1]);
const at = (index: number, more: Partial<Playback> = {}): Playback => ({ ...play.LIVE, at: index, ...more });

describe('time travel', () => {
  test('live shows the newest frame', () => {
    expect(play.shownIndex(play.LIVE, five)).toBe(4);
    expect(play.shownIndex(play.LIVE, recordingOf([]))).toBe(-1);
  });

  test('steps back from the live end, stops at the start, and past the newest is live again', () => {
    const back = play.stepBy(play.LIVE, five, -1);
    expect(back.at).toBe(3);
    expect(play.stepBy(back, five, -9).at).toBe(0);
    expect(play.stepBy(back, five, 1).at).toBe('live');
    expect(play.stepBy(play.toStart(back, five), five, 1).at).toBe(1);
    expect(play.stepBy(play.LIVE, recordingOf([]), -1).at).toBe('live');
    expect(play.toLive(back)).toEqual(play.LIVE);
  });

  test('plays from the start to the end, and then stops', () => {
    let state = play.togglePlaying(play.LIVE, five);
    const shown = [play.shownIndex(state, five)];
    while (state.playing) {
      state = play.tick(state, five);
      shown.push(play.shownIndex(state, five));
    }
    expect(shown).toEqual([0, 1, 2, 3, 4]);
    expect(state).toEqual(play.LIVE);
    expect(play.tick(at(1), five)).toEqual(at(1));
    expect(play.togglePlaying(at(2), five)).toEqual(at(2, { playing: true }));
    expect(play.togglePlaying(at(2, { playing: true }), five)).toEqual(at(2));
    expect(play.togglePlaying(play.LIVE, recordingOf([1])).playing).toBe(false);
  });

  test('the speed goes up and down in steps, within its ends', () => {
    const speeds = [0, 0, 0, 0, 0, 0].reduce<Playback[]>((all) => [...all, play.changeSpeed(all[all.length - 1], -1)], [play.LIVE]).map(({ speed }) => speed);
    expect(speeds).toEqual([Infinity, 8, 4, 2, 1, 1, 1]);
    expect(play.changeSpeed(at(0, { speed: 8 }), 1).speed).toBe(Infinity);
    expect(play.changeSpeed(play.LIVE, 1).speed).toBe(Infinity);
    expect([play.liveInterval(play.LIVE), play.liveInterval({ speed: 4 })]).toEqual([0, 250]);
    expect(play.playingInterval({ speed: 4 })).toBe(250);
    expect(play.playingInterval(play.LIVE)).toBeLessThan(100);
  });

  test('scrubs to the nearest frame; at the newest it is live', () => {
    expect(play.scrubTo(play.LIVE, five, 0.5).at).toBe(1);
    expect(play.scrubTo(play.LIVE, five, 0.51).at).toBe(2);
    expect(play.scrubTo(at(1), five, 0.95).at).toBe('live');
    expect(play.scrubTo(at(1), recordingOf([]), 0.5).at).toBe('live');
  });

  test('leaps by a tenth of the run, by one frame at least, and ends live', () => {
    const fine = recordingOf(Array.from({ length: 101 }, (_, i) => i / 100));
    expect(play.leap(play.LIVE, fine, -1).at).toBe(90);
    expect(play.leap(at(50), fine, 1).at).toBe(60);
    expect(play.leap(at(95), fine, 1).at).toBe('live');
    expect(play.leap(at(3), fine, -1).at).toBe(0);
    expect(play.leap(at(2), five, -1).at).toBe(1);
    expect(play.leap(at(3), five, 1).at).toBe('live');
    expect(play.leap(play.LIVE, recordingOf([]), 1)).toEqual(play.LIVE);
    expect(play.leap(play.LIVE, five, 1)).toEqual(play.LIVE);
  });

  test('the nearest frame is the one a search through all would find', () => {
    const rising = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }).map((values) => values.sort((a, b) => a - b));
    fc.assert(
      fc.property(rising, fc.double({ min: 0, max: 1, noNaN: true }), (values, progress) => {
        const found = play.nearestFrame(recordingOf(values), progress);
        const distances = values.map((value) => Math.abs(value - progress));
        expect(distances[found]).toBe(Math.min(...distances));
        expect(values.indexOf(values[found])).toBe(found);
      }),
    );
  });

  test('keeps its moment when the recording thins itself', () => {
    const thinned = recordingOf([0.2, 0.6, 1]);
    expect(play.reanchor(at(2), thinned, 0.6).at).toBe(1);
    expect(play.reanchor(play.LIVE, thinned, 1).at).toBe('live');
    expect(play.shownIndex(at(4), thinned)).toBe(2);
  });
});
