/** The network together with how it learns from an episode and how it sees one. */
import { noGrad, optim, scope, type nn, type Random } from '../../src/core/index.js';
import type { ImageSet } from '../../src/data/images.js';
import type { Shown } from './course.js';
import { embeddingNetwork, picturesAt, type Embed, type NetworkKind } from './embedding.js';
import { drawingsOf, type Episode, type Pool } from './episodes.js';
import { flatMap } from './map.js';
import { episodeLoss, predictions, prototypicalLogits, type Metric } from './prototypes.js';

export interface LearnerOptions {
  readonly network: NetworkKind;
  readonly width: number;
  readonly metric: Metric;
  readonly learningRate: number;
}

export class Learner {
  readonly #network: nn.Sequential;
  readonly #optimizer: optim.Adam;
  readonly #metric: Metric;

  constructor(
    readonly set: ImageSet,
    { network, width, metric, learningRate }: LearnerOptions,
    random: Random,
  ) {
    this.#network = embeddingNetwork(network, width, random);
    this.#optimizer = new optim.Adam(this.#network.parameters(), { lr: learningRate });
    this.#metric = metric;
  }

  readonly embed: Embed = (pictures) => this.#network.forward(pictures);

  get parameterCount(): number {
    return this.#network.parameterCount();
  }

  /** One training episode; returns its loss. */
  learn(pool: Pool, episode: Episode): number {
    return scope(() => {
      const embedded = this.embed(picturesAt(this.set, pool, drawingsOf(episode)));
      const loss = episodeLoss(prototypicalLogits(embedded, episode, this.#metric), episode);
      this.#optimizer.zeroGrad();
      loss.backward();
      this.#optimizer.step();
      return loss.item();
    });
  }

  /** An episode as the network sees it now. @param before  how it saw the same one earlier, so that the map moves smoothly */
  look(pool: Pool, episode: Episode, before?: Shown): Shown {
    return scope(() => {
      const drawings = drawingsOf(episode);
      const embedded = noGrad(() => this.embed(picturesAt(this.set, pool, drawings)));
      return {
        episode,
        predicted: predictions(prototypicalLogits(embedded, episode, this.#metric)),
        map: flatMap(embedded.toArray(), drawings.length, before?.map),
      };
    });
  }
}
