// One Adam step of an MLP 64-128-64-10, batch 32: forward, backward, update. At this size overhead weighs as much as arithmetic.

import { F, nn, optim, Random, randn } from '../src/core/index.js';
import { sideBySide } from './others.js';
import type { Benchmark } from './timing.js';
import { trainingStep } from './training-step.js';

const torch = `
model = nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10))
opt = torch.optim.Adam(model.parameters(), lr=1e-3)
x, y = torch.randn(32, 64), torch.randint(0, 10, (32,))
def step():
    opt.zero_grad()
    F.cross_entropy(model(x), y).backward()
    opt.step()
`;

const benchmark: Benchmark = {
  name: 'MLP step, 64-128-64-10, batch 32, Adam',
  async run() {
    const random = new Random(1);
    const model = nn.mlp([64, 128, 64, 10], { random });
    const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 });
    const x = randn([32, 64], random);
    const y = Int32Array.from({ length: 32 }, () => random.integer(10));
    const own = trainingStep(optimizer, () => F.crossEntropy(model.forward(x), y));
    return sideBySide({ name: 'mlp-step', own, torch });
  },
};

export default benchmark;
