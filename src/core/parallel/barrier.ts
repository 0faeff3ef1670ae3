// Barrier: the place where threads wait until all have come. Built on Atomics over shared memory; knows nothing of how threads start.

/** Words of the state: how many have come, and which meeting this is. */
const COME = 0;
const MEETING = 1;

/** A barrier for any number of meetings. All parties use the same two words of shared memory, zero at first. */
export class Barrier {
  static readonly WORDS = 2;

  /** @param words two words of shared memory, the same for all parties */
  constructor(private readonly words: Int32Array<SharedArrayBuffer>) {}

  /** Returns when `parties` threads have called it. What they wrote before is seen by all of them after. */
  wait(parties: number): void {
    const { words } = this;
    const meeting = Atomics.load(words, MEETING);
    if (Atomics.add(words, COME, 1) === parties - 1) {
      Atomics.store(words, COME, 0); // before the meeting ends: nobody can come to the next one earlier
      Atomics.add(words, MEETING, 1);
      Atomics.notify(words, MEETING);
      return;
    }
    while (Atomics.load(words, MEETING) === meeting) Atomics.wait(words, MEETING, meeting);
  }
}
