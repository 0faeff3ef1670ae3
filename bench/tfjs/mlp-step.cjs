// One Adam step of an MLP 64-128-64-10, batch 32, on TensorFlow.js's WASM backend, one thread: prints the best milliseconds.
// Run by bench/tfjs.ts as a program of its own, so that the product's own install needs no TensorFlow.js.

const path = require('node:path');
const tf = require('@tensorflow/tfjs');
const wasm = require('@tensorflow/tfjs-backend-wasm');

const ROUNDS = 7;
const ROUND_MS = 60;

async function main() {
  const folder = path.join(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist') + path.sep;
  wasm.setWasmPaths(folder);
  wasm.setThreadsCount(1);
  await tf.setBackend('wasm');
  await tf.ready();

  const sizes = [64, 128, 64, 10];
  const weights = sizes.slice(1).map((out, i) => tf.variable(tf.randomUniform([sizes[i], out], -0.1, 0.1, 'float32', i + 1)));
  const biases = sizes.slice(1).map((out) => tf.variable(tf.zeros([out])));
  const x = tf.randomUniform([32, 64], -1, 1, 'float32', 9);
  const y = tf.cast(tf.oneHot(tf.tensor1d(Array.from({ length: 32 }, (_, i) => i % 10), 'int32'), 10), 'float32');
  const optimizer = tf.train.adam(1e-3);
  const loss = () => {
    let h = x;
    weights.forEach((w, i) => {
      h = tf.add(tf.matMul(h, w), biases[i]);
      if (i < weights.length - 1) h = tf.relu(h);
    });
    return tf.losses.softmaxCrossEntropy(y, h);
  };
  const step = () => tf.tidy(() => optimizer.minimize(loss));

  for (let i = 0; i < 20; i++) step();
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    let calls = 0;
    do {
      step();
      calls++;
    } while (performance.now() - start < ROUND_MS);
    best = Math.min(best, (performance.now() - start) / calls);
  }
  console.log(best);
}

main();
