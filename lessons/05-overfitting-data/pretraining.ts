/**
 * Pretraining without labels: from inputs half of which are blanked, the hidden layers learn to restore the whole, on many images of
 * which nobody said what they show (a denoising autoencoder; Vincent, Larochelle, Bengio and Manzagol, 2008).
 */
import { F, nn, optim, scope, tensor, type Random } from '../../src/core/index.js';
import { DIGIT_PIXELS } from '../../src/data/noisy-digits.js';
import { HIDDEN_UNITS, type Classifier } from './network.js';

const STEPS = 1000;
const BATCH = 32;
const BLANKED = 0.5;

/** Trains the body of the network in place; the head keeps its starting weights. @param pixels  [n, 64] */
export function pretrain({ front, body }: Classifier, pixels: Float32Array, random: Random): void {
  const count = pixels.length / DIGIT_PIXELS;
  const features = scope(() => front.forward(tensor(pixels, [count, DIGIT_PIXELS])).detach());
  const decoder = new nn.Linear(HIDDEN_UNITS, front.width, { random: random.split('decoder') });
  const optimizer = new optim.Adam([...body.parameters(), ...decoder.parameters()], { lr: 3e-3 });
  const [draw, blank] = [random.split('batches'), random.split('blanks')];
  for (let step = 0; step < STEPS; step++) {
    scope(() => {
      const whole = features.index(Int32Array.from({ length: BATCH }, () => draw.integer(count)));
      const loss = F.mseLoss(decoder.forward(body.forward(F.dropout(whole, BLANKED, blank))), whole);
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
    });
  }
  for (const each of [features, decoder]) each.dispose();
}
