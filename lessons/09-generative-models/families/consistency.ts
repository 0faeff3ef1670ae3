/**
 * Consistency model: a network that jumps from any noise level straight to the end of the diffusion's path, and says the same from
 * every point of that path. Distilled from a trained diffusion. Song, Dhariwal, Chen and Sutskever (2023), Consistency Models.
 */
import { math, noGrad, optim, randn, tensor, type Random, type Tensor } from '../../../src/core/index.js';
import { Denoiser, noiseLevels, SIGMA_MAX, SIGMA_MIN } from './denoiser.js';
import { Diffusion, heunStep } from './diffusion.js';
import { decay, descend, evaluate, type Beginning, type GenerativeModel, type Teacher } from './family.js';

const STEPS = 1200;
const TEACHER_STEPS = 2200;
const RATE = 2e-3;
/** Noise levels on the way; the student must agree with itself from each to the next. */
const LADDER = noiseLevels(24);
/** Of the moving average that gives the goal. */
const TARGET_DECAY = 0.95;

export class Consistency implements GenerativeModel {
  readonly steps: number;
  readonly networkCalls: number;
  readonly #teacher: Teacher;
  /** The teacher, where it has yet to be trained. */
  #own: Diffusion | undefined;
  /** Share of the training that goes to it. */
  readonly #first: number;
  readonly #student: Denoiser;
  readonly #target: Denoiser;
  readonly #optimizer: optim.Adam;
  readonly #random: Random;
  #started = false;

  constructor(beginning: Beginning) {
    const { settings, random, teacher } = beginning;
    this.networkCalls = settings.consistencySteps;
    if (teacher) this.#teacher = teacher;
    else this.#teacher = this.#own = new Diffusion({ ...beginning, random: random.split('teacher') });
    this.steps = teacher ? STEPS : STEPS + TEACHER_STEPS;
    this.#first = teacher ? 0 : TEACHER_STEPS / this.steps;
    this.#student = new Denoiser(random.split('student'));
    this.#target = new Denoiser(random.split('student'));
    this.#optimizer = new optim.Adam(this.#student.parameters(), { lr: RATE });
    this.#random = random.split('ladder');
  }

  get stage(): string {
    return this.#own && !this.#started ? 'teacher' : 'distil';
  }

  /** @returns the teacher's loss, then how far the student disagrees with itself, a squared distance over that of the noise levels */
  step(batch: Tensor, progress: number): number {
    if (this.#own && progress < this.#first) return this.#own.step(batch, progress / this.#first);
    if (!this.#started) {
      for (const net of [this.#student, this.#target]) net.loadStateDict(this.#teacher.denoiser.stateDict());
      this.#started = true;
    }
    this.#optimizer.lr = RATE * decay((progress - this.#first) / (1 - this.#first));
    const loss = this.#distil(batch);
    this.#followStudent();
    return loss;
  }

  #distil(batch: Tensor): number {
    const n = batch.shape[0];
    const rungs = Int32Array.from({ length: n }, () => this.#random.integer(LADDER.length - 1));
    const high = Float64Array.from(rungs, (rung) => LADDER[rung]);
    const low = Float64Array.from(rungs, (rung) => LADDER[rung + 1]);
    return descend(this.#optimizer, () => {
      const noisy = batch.add(randn([n, 2], this.#random).mul(tensor(Float32Array.from(high), [n, 1])));
      const nearer = heunStep(this.#teacher.denoiser, noisy, high, low); // one step of the path, as the teacher knows it
      const goal = noGrad(() => this.#target.forward(nearer, low, SIGMA_MIN));
      const weight = tensor(Float32Array.from(high, (sigma, i) => 1 / (sigma - low[i])), [n, 1]);
      return this.#student.forward(noisy, high, SIGMA_MIN).sub(goal).square().mul(weight).mean();
    });
  }

  #followStudent(): void {
    const student = this.#student.parameters();
    this.#target.parameters().forEach((parameter, i) => {
      const [to, from] = [parameter.data, student[i].data];
      for (let j = 0; j < to.length; j++) to[j] = TARGET_DECAY * to[j] + (1 - TARGET_DECAY) * from[j];
    });
  }

  /** From pure noise to the end in one jump; every further step adds less noise than before and jumps again. */
  sample(n: number, random: Random): Tensor {
    if (!this.#started && this.#own) return this.#own.sample(n, random);
    return evaluate(() => {
      const jump = (x: Tensor, sigma: number) => this.#student.forward(x, new Float64Array(n).fill(sigma), SIGMA_MIN);
      let x = jump(randn([n, 2], random).mul(SIGMA_MAX), SIGMA_MAX);
      for (let i = 1; i < this.networkCalls; i++) {
        const sigma = SIGMA_MAX * math.pow(SIGMA_MIN / SIGMA_MAX, i / this.networkCalls);
        x = jump(x.add(randn([n, 2], random).mul(Math.sqrt(sigma * sigma - SIGMA_MIN * SIGMA_MIN))), sigma);
      }
      return x;
    });
  }

  dispose(): void {
    this.#own?.dispose();
    this.#student.dispose();
    this.#target.dispose();
  }
}
