/**
 * Counting a network layer by layer: shapes, parameters, bytes, multiply-adds, and what training keeps in memory. Beside the
 * formulas the same network is built from modules of the core, and what it has is counted too.
 */
import { choice, defineSimulation, integer, message, text, type Frame, type Metrics } from '../../src/lesson/index.js';
import { inferArchitecture, receptiveField, totalsOf, type Architecture } from './architecture.js';
import { memoryOf } from './memory.js';
import { EXAMPLE, NETWORKS, randomNetwork, type Network, type NetworkName } from './networks.js';
import { picturesOf, type View } from './panels.js';
import { canBeBuilt, RealNetwork } from './real-network.js';
import { parseShape, shapeText, sizeOf } from './shape.js';

export const parameterCount = defineSimulation({
  id: 'parameter-count',
  version: 1,
  params: {
    network: choice(['typed', 'lenet', 'vgg', 'mlp', 'vit', 'gpt', 'vgg16', 'gpt2', 'random']),
    layers: text({ default: EXAMPLE.layers, maxLength: 4000 }),
    input: text({ default: '', maxLength: 40 }),
    batch: integer({ min: 1, max: 65536, default: 32, step: 32 }),
    optimizer: choice(['adam', 'momentum', 'sgd']),
    precision: choice(['float32', 'float16']),
  },
  metrics: {
    parameters: { format: 'integer', better: 'lower' },
    builtParameters: { format: 'integer' },
    bytes: { format: 'bytes', better: 'lower' },
    multiplyAdds: { format: 'integer', better: 'lower' },
    linearShare: { format: 'percent', digits: 1 },
    convWorkShare: { format: 'percent', digits: 1 },
    trainingBytes: { format: 'bytes', better: 'lower' },
    activationBytes: { format: 'bytes', better: 'lower', headline: false },
    gradientBytes: { format: 'bytes', headline: false },
    optimizerBytes: { format: 'bytes', headline: false },
    convParameters: { format: 'integer', headline: false },
    convWork: { format: 'integer', headline: false },
    buffers: { format: 'integer', headline: false },
    outputs: { format: 'integer', headline: false },
    layerCount: { format: 'integer', headline: false },
    convLayers: { format: 'integer', headline: false },
    lastChannels: { format: 'integer', headline: false },
    receptiveField: { format: 'integer', headline: false },
  },

  check(params) {
    if (params.network !== 'random') chosen(params.network, params);
    else if (params.input.trim() !== '') parseShape(params.input);
  },

  *run({ params, random }) {
    const architecture = params.network === 'random' ? readNetwork(randomNetwork(random.split('network')), params.input) : chosen(params.network, params);
    const real = canBeBuilt(architecture) ? new RealNetwork(architecture, random.split('weights')) : undefined;
    try {
      yield frameOf({ architecture, shown: 0, built: real && 0, settings: params });
      for (const [i, layer] of architecture.layers.entries()) {
        const shape = real?.add(layer);
        // A formula that disagrees with the core is a fault of this program, not of the learner.
        if (shape && shapeText(shape) !== shapeText(layer.output)) throw new Error(`internal: ${layer.statement.source} gives ${shapeText(shape)}, inferred ${shapeText(layer.output)}`);
        yield frameOf({ architecture, shown: i + 1, built: real?.parameterCount(), settings: params });
      }
    } finally {
      real?.dispose();
    }
  },
});

/** @throws UserError layers.* */
function chosen(network: 'typed' | NetworkName, { layers, input }: { readonly layers: string; readonly input: string }): Architecture {
  return network === 'typed' ? readNetwork({ layers, input: EXAMPLE.input }, input) : readNetwork(NETWORKS[network], input);
}

/** @param input what the learner typed; empty for the network's own */
function readNetwork(network: Network, input: string): Architecture {
  return inferArchitecture(network.layers, parseShape(input.trim() === '' ? network.input : input));
}

function frameOf(view: View): Frame {
  const { architecture, shown } = view;
  const { layers } = architecture;
  const latest = layers[shown - 1];
  const note = shown === 0 ? 'note.start' : shown < layers.length ? message('note.layer', { number: shown, count: layers.length, source: latest.statement.source }) : 'note.done';
  return { progress: shown / layers.length, metrics: metricsOf(view), panels: picturesOf(view), note };
}

function metricsOf({ architecture, shown, built, settings }: View): Metrics {
  const layers = architecture.layers.slice(0, shown);
  const totals = totalsOf(architecture, shown);
  const memory = memoryOf(totals, settings);
  const convolutions = layers.filter(({ kind }) => kind === 'conv');
  return {
    parameters: totals.parameters,
    ...(built === undefined ? {} : { builtParameters: built }),
    bytes: memory.weights,
    multiplyAdds: totals.multiplyAdds,
    linearShare: share(totals.parametersOf.linear, totals.parameters),
    convWorkShare: share(totals.workOf.conv, totals.multiplyAdds),
    trainingBytes: memory.total,
    activationBytes: memory.activations,
    gradientBytes: memory.gradients,
    optimizerBytes: memory.optimizer,
    convParameters: totals.parametersOf.conv,
    convWork: totals.workOf.conv,
    buffers: totals.buffers,
    outputs: sizeOf(layers.at(-1)?.output ?? architecture.input),
    layerCount: shown,
    convLayers: convolutions.length,
    lastChannels: convolutions.at(-1)?.output[0] ?? 0,
    receptiveField: receptiveField({ input: architecture.input, layers }),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
