// One benchmark case on @jax-js/jax, its WASM backend, everything under jit: node jax.mjs CASE prints the best milliseconds.
// Needs Node 22. Run by bench/others.ts as a program of its own. Arrays are owned: `x.ref` where x is used again.

import * as jax from '@jax-js/jax';

const { numpy: np, nn, lax, tree } = jax;

let drawn = 1;
/** Numbers in [-scale, scale), the same at each run. */
function draw(shape, scale = 1) {
  const size = shape.reduce((a, b) => a * b, 1);
  const data = Float32Array.from({ length: size }, () => {
    drawn = (Math.imul(drawn, 1664525) + 1013904223) >>> 0;
    return (drawn / 2 ** 31 - 1) * scale;
  });
  return np.array(data).reshape(shape);
}

const labels = (n, classes) => nn.oneHot(np.array(Int32Array.from({ length: n }, (_, i) => i % classes), { dtype: np.int32 }), classes);
const crossEntropy = (logits, target) => nn.logSoftmax(logits).mul(target).sum().mul(-1 / logits.shape[0]);

/** One jitted step of Adam on the parameters of a loss. */
function adam(loss, parameters, inputs) {
  const update = jax.jit((all, x) => {
    const { p, m, v, t } = all;
    const [value, g] = jax.valueAndGrad(loss)(tree.ref(p), x);
    value.dispose();
    const step = t.add(1);
    const m2 = tree.map((a, b) => a.mul(0.9).add(b.mul(0.1)), m, tree.ref(g));
    const v2 = tree.map((a, b) => a.mul(0.999).add(b.ref.mul(b).mul(0.001)), v, g);
    const c1 = np.subtract(1, np.exp(step.ref.mul(Math.log(0.9))));
    const c2 = np.subtract(1, np.exp(step.ref.mul(Math.log(0.999))));
    const p2 = tree.map((a, b, c) => a.sub(b.div(c1.ref).mul(1e-3).div(np.sqrt(c.div(c2.ref)).add(1e-8))), p, tree.ref(m2), tree.ref(v2));
    c1.dispose();
    c2.dispose();
    return { p: p2, m: m2, v: v2, t: step };
  });
  const zeros = () => tree.map((a) => np.zeros(a.shape), parameters);
  let state = { p: parameters, m: zeros(), v: zeros(), t: np.array(0) };
  return async () => {
    state = update(state, tree.ref(inputs));
    await jax.blockUntilReady(state);
  };
}

/** A function of fixed arguments, jitted. */
function jitted(f, ...args) {
  const fast = jax.jit(f);
  return async () => {
    const out = fast(...args.map((a) => a.ref));
    await jax.blockUntilReady(out);
    tree.dispose(out);
  };
}

function mlpStep() {
  const sizes = [64, 128, 64, 10];
  const parameters = sizes.slice(1).map((out, i) => ({ w: draw([sizes[i], out], 0.1), b: np.zeros([out]) }));
  const loss = (p, { x, y }) => crossEntropy(p.reduce((h, { w, b }, i) => {
    const z = np.matmul(h, w).add(b);
    return i < p.length - 1 ? nn.relu(z) : z;
  }, x), y);
  return adam(loss, parameters, { x: draw([32, 64]), y: labels(32, 10) });
}

const pool = (x) => lax.reduceWindow(x, np.max, [2, 2], [2, 2]);

function cnnStep() {
  const parameters = { a: draw([16, 1, 3, 3], 0.3), b: draw([16, 16, 3, 3], 0.1), w: draw([144, 10], 0.1), ba: np.zeros([16, 1, 1]), bb: np.zeros([16, 1, 1]), bw: np.zeros([10]) };
  const loss = ({ a, b, w, ba, bb, bw }, { x, y }) => {
    const pad = [[1, 1], [1, 1]];
    const h1 = pool(nn.relu(lax.conv(x, a, [1, 1], pad).add(ba)));
    const h2 = pool(nn.relu(lax.conv(h1, b, [1, 1], pad).add(bb)).slice([], [], [0, 6], [0, 6]));
    return crossEntropy(np.matmul(h2.reshape([32, 144]), w).add(bw), y);
  };
  return adam(loss, parameters, { x: draw([32, 1, 14, 14]), y: labels(32, 10) });
}

const LAYERS = 4, WIDTH = 128, HEADS = 4, LENGTH = 64, BATCH = 16, VOCABULARY = 512;

function layerNorm(x, gain, bias) {
  const mean = x.ref.mean(-1, { keepdims: true });
  const centred = x.sub(mean);
  const variance = centred.ref.mul(centred.ref).mean(-1, { keepdims: true });
  return centred.div(np.sqrt(variance.add(1e-5))).mul(gain).add(bias);
}

function gptStep() {
  const dense = (i, o) => ({ w: draw([i, o], 0.05), b: np.zeros([o]) });
  const norm = () => ({ g: np.ones([WIDTH]), b: np.zeros([WIDTH]) });
  const parameters = {
    tokens: draw([VOCABULARY, WIDTH], 0.05), positions: draw([LENGTH, WIDTH], 0.05), norm: norm(),
    blocks: Array.from({ length: LAYERS }, () => ({ n1: norm(), qkv: dense(WIDTH, 3 * WIDTH), proj: dense(WIDTH, WIDTH), n2: norm(), up: dense(WIDTH, 4 * WIDTH), down: dense(4 * WIDTH, WIDTH) })),
  };
  const apply = ({ w, b }, x) => np.matmul(x, w).add(b);
  const heads = (x) => np.transpose(x.reshape([BATCH, LENGTH, HEADS, WIDTH / HEADS]), [0, 2, 1, 3]);
  const mask = np.array(Float32Array.from({ length: LENGTH * LENGTH }, (_, i) => (i % LENGTH > Math.floor(i / LENGTH) ? -1e9 : 0))).reshape([LENGTH, LENGTH]);
  const loss = (p, { x, y, hidden }) => {
    let h = np.matmul(x, p.tokens.ref).add(p.positions); // one-hot rows: with np.take the step takes 1.7 times as long
    for (const block of p.blocks) {
      const [q, k, v] = np.split(apply(block.qkv, layerNorm(h.ref, block.n1.g, block.n1.b)), 3, 2).map(heads);
      const scores = np.matmul(q, np.swapaxes(k, 2, 3)).mul((WIDTH / HEADS) ** -0.5).add(hidden.ref);
      const mixed = np.transpose(np.matmul(nn.softmax(scores, -1), v), [0, 2, 1, 3]).reshape([BATCH, LENGTH, WIDTH]);
      h = h.add(apply(block.proj, mixed));
      h = h.ref.add(apply(block.down, nn.gelu(apply(block.up, layerNorm(h, block.n2.g, block.n2.b)))));
    }
    hidden.dispose();
    const logits = np.matmul(layerNorm(h, p.norm.g, p.norm.b), np.transpose(p.tokens));
    return crossEntropy(logits.reshape([BATCH * LENGTH, VOCABULARY]), y);
  };
  return adam(loss, parameters, { x: labels(BATCH * LENGTH, VOCABULARY).reshape([BATCH, LENGTH, VOCABULARY]), y: labels(BATCH * LENGTH, VOCABULARY), hidden: mask });
}

const product = (n) => () => jitted((a, b) => np.matmul(a, b), draw([n, n]), draw([n, n]));

const cases = {
  'matmul-64': product(64), 'matmul-256': product(256), 'matmul-512': product(512),
  'mlp-step': mlpStep,
  'cnn-step': cnnStep,
  'gpt-step': gptStep,
  softmax: () => jitted((x) => nn.softmax(x, -1), draw([1024, 512], 3)),
  'layer-norm': () => jitted(layerNorm, draw([1024, 512], 3), draw([512]), draw([512])),
};

const [name, window = '2', budget = '1000'] = process.argv.slice(2);
if (!Object.hasOwn(cases, name)) throw new Error(`There is no case ${name}.`);
await jax.init('wasm');
jax.defaultDevice('wasm');
const step = cases[name]();
const begin = performance.now();
for (let i = 0; i < 2000 && performance.now() - begin < 1500; i++) await step();
let best = Infinity;
const start = performance.now();
for (let count = 0; count < 3 || performance.now() - start < Number(budget); count++) {
  const from = performance.now();
  let calls = 0;
  do {
    await step();
    calls++;
  } while (performance.now() - from < Number(window));
  best = Math.min(best, (performance.now() - from) / calls);
}
console.log(best);
