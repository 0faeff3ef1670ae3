// One benchmark case on TensorFlow.js, one thread: node tfjs.cjs CASE cpu|wasm prints the best milliseconds. Run by
// bench/others.ts as a program of its own, so that the product's own install needs no TensorFlow.js.

const path = require('node:path');
const tf = require('@tensorflow/tfjs');
const wasm = require('@tensorflow/tfjs-backend-wasm');

const draw = (shape, scale = 1, seed = 9) => tf.randomUniform(shape, -scale, scale, 'float32', seed);
const weight = (shape, scale = 0.1) => tf.variable(draw(shape, scale));
const zeros = (shape) => tf.variable(tf.zeros(shape));
const labels = (n, classes) => tf.cast(tf.oneHot(tf.tensor1d(Array.from({ length: n }, (_, i) => i % classes), 'int32'), classes), 'float32');

function training(loss) {
  const optimizer = tf.train.adam(1e-3);
  return () => tf.tidy(() => void optimizer.minimize(loss));
}

function mlpStep() {
  const sizes = [64, 128, 64, 10];
  const weights = sizes.slice(1).map((out, i) => weight([sizes[i], out]));
  const biases = sizes.slice(1).map((out) => zeros([out]));
  const [x, y] = [draw([32, 64]), labels(32, 10)];
  return training(() => {
    let h = x;
    weights.forEach((w, i) => {
      h = tf.add(tf.matMul(h, w), biases[i]);
      if (i < weights.length - 1) h = tf.relu(h);
    });
    return tf.losses.softmaxCrossEntropy(y, h);
  });
}

function cnnStep() {
  const [a, b, w] = [weight([3, 3, 1, 16], 0.3), weight([3, 3, 16, 16]), weight([144, 10])];
  const [ba, bb, bw] = [zeros([16]), zeros([16]), zeros([10])];
  const [x, y] = [draw([32, 14, 14, 1]), labels(32, 10)];
  return training(() => {
    const h1 = tf.maxPool(tf.relu(tf.add(tf.conv2d(x, a, 1, 'same'), ba)), 2, 2, 'valid');
    const h2 = tf.maxPool(tf.relu(tf.add(tf.conv2d(h1, b, 1, 'same'), bb)), 2, 2, 'valid');
    return tf.losses.softmaxCrossEntropy(y, tf.add(tf.matMul(tf.reshape(h2, [32, 144]), w), bw));
  });
}

function layerNorm(x, gain, bias) {
  const { mean, variance } = tf.moments(x, -1, true);
  return tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5))), gain), bias);
}

const [LAYERS, WIDTH, HEADS, LENGTH, BATCH, VOCABULARY] = [4, 128, 4, 64, 16, 512];

function gptStep() {
  const dense = (i, o) => ({ w: weight([i, o], 0.05), b: zeros([o]) });
  const norm = () => ({ g: tf.variable(tf.ones([WIDTH])), b: zeros([WIDTH]) });
  const [tokens, positions, last] = [weight([VOCABULARY, WIDTH], 0.05), weight([LENGTH, WIDTH], 0.05), norm()];
  const blocks = Array.from({ length: LAYERS }, () => ({ n1: norm(), qkv: dense(WIDTH, 3 * WIDTH), proj: dense(WIDTH, WIDTH), n2: norm(), up: dense(WIDTH, 4 * WIDTH), down: dense(4 * WIDTH, WIDTH) }));
  const apply = ({ w, b }, x) => tf.add(tf.matMul(x, w), b); // on [B T, C]
  const heads = (x) => tf.transpose(tf.reshape(x, [BATCH, LENGTH, HEADS, WIDTH / HEADS]), [0, 2, 1, 3]);
  const gelu = (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.div(x, Math.SQRT2)), 1));
  const mask = tf.tensor2d(Array.from({ length: LENGTH * LENGTH }, (_, i) => (i % LENGTH > Math.floor(i / LENGTH) ? -1e9 : 0)), [LENGTH, LENGTH]);
  const [x, y] = [labels(BATCH * LENGTH, VOCABULARY), labels(BATCH * LENGTH, VOCABULARY)];
  return training(() => {
    // one-hot rows: not every backend has the gradient of gather
    let h = tf.reshape(tf.add(tf.reshape(tf.matMul(x, tokens), [BATCH, LENGTH, WIDTH]), positions), [BATCH * LENGTH, WIDTH]);
    for (const block of blocks) {
      const [q, k, v] = tf.split(apply(block.qkv, layerNorm(h, block.n1.g, block.n1.b)), 3, 1).map(heads);
      const scores = tf.add(tf.mul(tf.matMul(q, k, false, true), (WIDTH / HEADS) ** -0.5), mask);
      const mixed = tf.reshape(tf.transpose(tf.matMul(tf.softmax(scores), v), [0, 2, 1, 3]), [BATCH * LENGTH, WIDTH]);
      h = tf.add(h, apply(block.proj, mixed));
      h = tf.add(h, apply(block.down, gelu(apply(block.up, layerNorm(h, block.n2.g, block.n2.b)))));
    }
    return tf.losses.softmaxCrossEntropy(y, tf.matMul(layerNorm(h, last.g, last.b), tokens, false, true));
  });
}

const product = (n) => () => {
  const [a, b] = [draw([n, n]), draw([n, n])];
  return () => tf.matMul(a, b).dispose();
};

const cases = {
  'matmul-64': product(64), 'matmul-256': product(256), 'matmul-512': product(512),
  'mlp-step': mlpStep,
  'cnn-step': cnnStep,
  'gpt-step': gptStep,
  softmax: () => {
    const x = draw([1024, 512], 3);
    return () => tf.softmax(x).dispose();
  },
  'layer-norm': () => {
    const [x, g, b] = [draw([1024, 512], 3), draw([512]), draw([512])];
    return () => tf.tidy(() => void layerNorm(x, g, b));
  },
};

async function main([name, backend, window = '2', budget = '1000']) {
  if (!Object.hasOwn(cases, name)) throw new Error(`There is no case ${name}.`);
  if (backend === 'wasm') {
    wasm.setWasmPaths(path.join(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist') + path.sep);
    wasm.setThreadsCount(1);
  }
  await tf.setBackend(backend);
  await tf.ready();
  const step = cases[name]();
  const begin = performance.now();
  for (let i = 0; i < 2000 && performance.now() - begin < 1500; i++) step();
  let best = Infinity;
  const start = performance.now();
  for (let count = 0; count < 3 || performance.now() - start < Number(budget); count++) {
    const from = performance.now();
    let calls = 0;
    do {
      step();
      calls++;
    } while (performance.now() - from < Number(window));
    best = Math.min(best, (performance.now() - from) / calls);
  }
  console.log(best);
}

void main(process.argv.slice(2));
