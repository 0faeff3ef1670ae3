/**
 * A Boltzmann machine in layers of units that are 0 or 1: one hidden layer makes it restricted (RBM), several deep (DBM). Every two
 * neighbouring layers are joined, no others, so that all odd layers can be drawn at once given the even ones, and the other way round.
 * Salakhutdinov and Hinton (2009), Deep Boltzmann Machines; persistent chains: Tieleman (2008); units are counted from a centre,
 * which makes several layers trainable together: Montavon and Müller (2012).
 */
import { F, nn, noGrad, Parameter, scope, tensor, zeros, type Random, type Tensor } from '../../src/core/index.js';

/** First weights: small, or all units say the same. */
const FIRST_WEIGHTS = 0.01;
/** Rounds of mean field: enough for the answers to stand still. */
const MEAN_FIELD_ROUNDS = 8;

/** One tensor [N, units] for each layer, the visible one first. */
export type Layers = readonly Tensor[];

export class BoltzmannMachine extends nn.Module {
  /** weights[l] joins layer l to l + 1, [units[l], units[l + 1]]. */
  readonly weights: readonly Parameter[];
  readonly biases: readonly Parameter[];
  readonly #centres: readonly Tensor[];

  /**
   * @param units  of each layer, the visible one first; two numbers make an RBM
   * @param means  of the visible units over the data, in (0, 1): where their biases start
   */
  constructor(readonly units: readonly number[], means: Float32Array, random: Random) {
    super();
    this.weights = units.slice(1).map((n, l) => {
      const weight = new Parameter([units[l], n]);
      nn.normal(weight, FIRST_WEIGHTS, random.split(`weights ${l}`));
      return weight;
    });
    const odds = tensor(means).div(tensor(means).neg().add(1)).log();
    this.biases = units.map((n, l) => Parameter.from(l === 0 ? odds : zeros([n])));
    this.#centres = units.map((n, l) => (l === 0 ? tensor(means) : zeros([n]).add(0.5)));
  }

  /** E(v, h1, ...) of each row, [N]: the joint probability is proportional to exp(-E). */
  energy(layers: Layers): Tensor {
    const centred = layers.map((states, l) => states.sub(this.#centres[l]));
    const joined = this.weights.map((weight, l) => centred[l].matmul(weight).mul(centred[l + 1]).sum(1));
    const alone = this.biases.map((bias, l) => layers[l].mul(bias).sum(1));
    return [...joined, ...alone].reduce((sum, part) => sum.add(part)).neg();
  }

  /** P(unit = 1 | the neighbouring layers) for every unit of layer l, [N, units[l]]. */
  conditional(l: number, layers: Layers): Tensor {
    const below = l > 0 ? layers[l - 1].sub(this.#centres[l - 1]).matmul(this.weights[l - 1]) : undefined;
    const above = l < this.weights.length ? layers[l + 1].sub(this.#centres[l + 1]).matmul(this.weights[l].t()) : undefined;
    const input = below && above ? below.add(above) : (below ?? above);
    if (!input) throw new RangeError('BoltzmannMachine: a machine of one layer has no connections; give it a hidden one');
    return input.add(this.biases[l]).sigmoid();
  }

  /**
   * Gibbs sampling: `sweeps` times all odd layers given the even ones, then all even ones given the odd.
   * @param held  visible units that keep their value where the mask is 1, [units[0]]
   * @returns the last states, with the probabilities that the visible ones were last drawn from
   */
  gibbs(start: Layers, sweeps: number, random: Random, held?: Tensor): { readonly states: Layers; readonly visible: Tensor } {
    return noGrad(() => scope(() => {
      const states = [...start];
      const given = start[0];
      let visible = given;
      for (let sweep = 0; sweep < sweeps; sweep++) {
        for (const first of [1, 0]) {
          for (let l = first; l < states.length; l += 2) {
            let p = this.conditional(l, states);
            if (l === 0 && held) p = p.mul(held.neg().add(1)).add(given.mul(held));
            if (l === 0) visible = p;
            states[l] = F.bernoulli(p, random);
          }
        }
      }
      return { states, visible };
    }));
  }

  /** What the hidden layers probably are, given the visible one; exact for one hidden layer, mean field for more. */
  infer(visible: Tensor): Layers {
    return noGrad(() => scope(() => {
      const states = [visible, ...this.units.slice(1).map((n) => zeros([visible.shape[0], n]).add(0.5))];
      const rounds = this.units.length === 2 ? 1 : MEAN_FIELD_ROUNDS;
      for (let round = 0; round < rounds; round++) for (let l = 1; l < states.length; l++) states[l] = this.conditional(l, states);
      return states;
    }));
  }

  /** The visible layer as the hidden ones would make it. */
  reconstruct(visible: Tensor): Tensor {
    return noGrad(() => scope(() => this.conditional(0, this.infer(visible))));
  }

  /** Every unit by a coin of its mean: where chains start that know nothing. */
  randomStates(n: number, random: Random): Layers {
    return noGrad(() => scope(() => this.#centres.map((centre) => F.bernoulli(centre.expand([n, centre.size]), random))));
  }
}
