// One Adam step of a small convolutional network on 32 images of 14x14: two 3x3 convolutions of 16 channels, each with ReLU
// and 2x2 pooling, and a linear layer.

import { F, nn, optim, Random, randn } from '../src/core/index.js';
import { sideBySide } from './others.js';
import type { Benchmark } from './timing.js';
import { trainingStep } from './training-step.js';

const torch = `
model = nn.Sequential(
    nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(144, 10))
opt = torch.optim.Adam(model.parameters(), lr=1e-3)
x, y = torch.randn(32, 1, 14, 14), torch.randint(0, 10, (32,))
def step():
    opt.zero_grad()
    F.cross_entropy(model(x), y).backward()
    opt.step()
`;

const benchmark: Benchmark = {
  name: 'CNN step, 14x14 images, 16 and 16 channels, batch 32, Adam',
  async run() {
    const random = new Random(1);
    const model = new nn.Sequential(
      new nn.Conv2d(1, 16, 3, { random: random.split('a'), padding: 1 }), new nn.ReLU(), new nn.MaxPool2d(2),
      new nn.Conv2d(16, 16, 3, { random: random.split('b'), padding: 1 }), new nn.ReLU(), new nn.MaxPool2d(2),
      new nn.Flatten(), new nn.Linear(144, 10, { random: random.split('c') }),
    );
    const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 });
    const x = randn([32, 1, 14, 14], random);
    const y = Int32Array.from({ length: 32 }, () => random.integer(10));
    const own = trainingStep(optimizer, () => F.crossEntropy(model.forward(x), y));
    return sideBySide({ name: 'cnn-step', own, torch });
  },
};

export default benchmark;
