/** Networks to start from: well-known ones in the language of layers, and random ones drawn anew for each seed. */
import type { Random } from '../../src/core/index.js';

export interface Network {
  readonly layers: string;
  readonly input: string;
}

/** The worked example of the cards. */
export const EXAMPLE: Network = {
  layers: 'conv 3 5 k5, relu, maxpool 5 s2, conv 5 12 k3, relu, maxpool 3 s2, flatten, linear 192 128, relu, linear 128 10',
  input: '3x32x32',
};

export const NETWORKS = {
  // LeCun et al. (1998), with plain average pooling and full connections between the maps, as it is usually written today.
  lenet: { layers: 'conv 6 k5 p2, tanh, avgpool 2, conv 16 k5, tanh, avgpool 2, flatten, linear 120, tanh, linear 84, tanh, linear 10', input: '1x28x28' },
  vgg: {
    layers:
      'conv 32 k3 p1, relu, conv 32 k3 p1, relu, maxpool 2, conv 64 k3 p1, relu, conv 64 k3 p1, relu, maxpool 2, ' +
      'conv 128 k3 p1, relu, conv 128 k3 p1, relu, maxpool 2, flatten, linear 256, relu, dropout 0.5, linear 10',
    input: '3x32x32',
  },
  mlp: { layers: 'flatten, linear 256, relu, linear 128, relu, linear 10', input: '1x28x28' },
  vit: { layers: 'conv 64 k4 s4, tokens, position, 4x block h4, layernorm, mean, linear 10', input: '3x32x32' },
  gpt: { layers: 'embedding 512 64, position, 4x block h4, layernorm, unembed', input: '64' },
  // Simonyan and Zisserman (2015), configuration D.
  vgg16: {
    layers:
      'conv 64 k3 p1, relu, conv 64 k3 p1, relu, maxpool 2, conv 128 k3 p1, relu, conv 128 k3 p1, relu, maxpool 2, ' +
      'conv 256 k3 p1, relu, conv 256 k3 p1, relu, conv 256 k3 p1, relu, maxpool 2, ' +
      'conv 512 k3 p1, relu, conv 512 k3 p1, relu, conv 512 k3 p1, relu, maxpool 2, ' +
      'conv 512 k3 p1, relu, conv 512 k3 p1, relu, conv 512 k3 p1, relu, maxpool 2, ' +
      'flatten, linear 4096, relu, dropout, linear 4096, relu, dropout, linear 1000',
    input: '3x224x224',
  },
  // Radford et al. (2019), the smallest of the four.
  gpt2: { layers: 'embedding 50257 768, position, 12x block h12, layernorm, unembed', input: '1024' },
} as const satisfies Record<string, Network>;

export type NetworkName = keyof typeof NETWORKS;

/** A network that fits its input, drawn layer by layer: convolutional, or a small transformer. */
export function randomNetwork(random: Random): Network {
  return random.bernoulli(0.25) ? randomTransformer(random) : randomConvNet(random);
}

function randomConvNet(random: Random): Network {
  const layers: string[] = [];
  const activation = pick(random, ['relu', 'gelu', 'silu']);
  const normalised = random.bernoulli(0.5);
  const stages = 1 + random.integer(3);
  for (let stage = 0; stage < stages; stage++) {
    const convolutions = 1 + random.integer(2);
    const channels = 4 * (1 + random.integer(6)) * (stage + 1);
    for (let i = 0; i < convolutions; i++) {
      layers.push(`conv ${channels} k${pick(random, [1, 3, 5])} same`, ...(normalised ? ['batchnorm'] : []), activation);
    }
    layers.push(`${pick(random, ['maxpool', 'avgpool'])} 2`);
  }
  layers.push(...(random.bernoulli(0.3) ? ['gap'] : []), 'flatten');
  if (random.bernoulli(0.7)) layers.push(`linear ${16 * (1 + random.integer(8))}`, activation, ...(random.bernoulli(0.5) ? ['dropout 0.3'] : []));
  layers.push('linear 10');
  return { layers: layers.join(', '), input: pick(random, ['1x28x28', '3x32x32', '3x24x40']) };
}

function randomTransformer(random: Random): Network {
  const width = 16 * (1 + random.integer(6));
  const vocabulary = 100 * (1 + random.integer(9));
  const heads = pick(random, [1, 2, 4, 8]);
  const output = random.bernoulli(0.5) ? 'unembed' : `linear ${vocabulary} nobias`;
  return { layers: `embedding ${vocabulary} ${width}, position, ${1 + random.integer(4)}x block h${heads}, layernorm, ${output}`, input: String(16 * (1 + random.integer(4))) };
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[random.integer(from.length)];
}
