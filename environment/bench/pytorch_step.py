"""A training step of this course's recipe in PyTorch, to time the Java one against: its generator lacks the direction embeddings, and
all words weigh alike; networks, batch and kinds of loss are otherwise the same.

    python pytorch_step.py THREADS

For every line of input, a number of steps, answers with the mean milliseconds a step, by the clock and of processor time.
True clips are numbers made beforehand, so PyTorch does not pay for drawing them, as the Java step does. Needs torch alone.
"""
import math
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

CLIPS, FRAMES, PIXELS, SPRITE = 32, 10, 64, 40
VOCABULARY, LENGTH, CONTENT, COLOUR, HIDDEN, TEXT, FEATURES, STYLE = 28, 8, 4, 2, 128, 64, 128, 24
REACH, NOISE_POOL, RATE = 1.7, 1 << 22, 1e-3


def dense(*sizes):
    """Linear layers with leaky rectifiers between them."""
    layers = [layer for i in range(len(sizes) - 1) for layer in (nn.Linear(sizes[i], sizes[i + 1]), nn.LeakyReLU(0.2))]
    return nn.Sequential(*layers[:-1])


class Text(nn.Module):
    """Tokens [N, L] -> features [N, D]: the words' vectors, added up."""

    def __init__(self, features):
        super().__init__()
        self.embedding = nn.EmbeddingBag(VOCABULARY, HIDDEN, mode="sum", padding_idx=0)
        self.output = nn.Linear(HIDDEN, features)

    def forward(self, tokens):
        return self.output(F.leaky_relu(self.embedding(tokens), 0.2))


class Generator(nn.Module):
    """A path and a sprite from the text, the one laid along the other."""

    def __init__(self):
        super().__init__()
        self.text, self.look_text = Text(TEXT), Text(TEXT)
        self.path = dense(TEXT, HIDDEN, HIDDEN, 4 + 3 * FRAMES)
        self.turn, self.margin = (nn.EmbeddingBag(VOCABULARY, 1, mode="sum", padding_idx=0) for _ in range(2))
        self.style = dense(TEXT, HIDDEN, 4 * STYLE + 3)
        self.first, self.second, self.last = nn.Linear(15, STYLE), nn.Linear(STYLE, STYLE), nn.Linear(STYLE, 1)
        axis = centres(SPRITE) * REACH
        v, u = torch.meshgrid(axis, axis, indexing="ij")
        r = (u * u + v * v + 1e-3).sqrt()
        products = [(u / 1.2) ** (degree - down) * (v / 1.2) ** down for degree in (2, 3, 4) for down in range(degree + 1)]
        self.places = torch.stack([u, v, r, *products], -1).view(1, -1, 15)
        self.disc = (4 * (1 - r ** 8)).view(1, -1, 1)
        self.window = ((REACH - torch.maximum(u.abs(), v.abs())) / 0.15).clamp(0, 1)
        self.time = torch.arange(FRAMES).view(1, -1, 1)

    def poses(self, tokens, noise, margins):
        """x, y, log scale and angle, [N, F, 4]."""
        out = self.path(self.text(tokens))
        size, rate, free = out[:, None, :1], out[:, None, 1:4], out[:, 4:].view(-1, FRAMES, 3)
        where = rate * (2 * self.time / (FRAMES - 1) - 1) + 0.5 * free
        low, high = where[:, :, :2].amin(1), where[:, :, :2].amax(1)
        place = (2 - margins - (high - low) / 2) * noise - (high + low) / 2
        where = where + torch.cat([place[:, None], size], 2)
        angle = 0.7 * torch.tanh(10 * self.turn(tokens[:, CONTENT:]))[:, None] * self.time
        return torch.cat([where, angle], 2)

    def looks(self, tokens):
        """Coverage [N, 1, P, P], colour [N, 3] and margin [N, 1]."""
        content = tokens.clone()
        content[:, CONTENT:] = 0
        form = content.clone()
        form[:, COLOUR] = 0
        style = self.style(self.look_text(content))
        scale1, shift1, scale2, shift2 = style[:, None, :4 * STYLE].chunk(4, 2)
        x = F.leaky_relu(torch.addcmul(shift1, self.first(self.places), 1 + scale1), 0.2)
        x = F.leaky_relu(modulated(self.second, 1 + scale2, shift2, x), 0.2)
        coverage = torch.sigmoid(2 * self.last(x) + self.disc).view(-1, 1, SPRITE, SPRITE) * self.window
        return coverage, (torch.tanh(style[:, 4 * STYLE:]) + 1) / 2, torch.exp(0.4 * self.margin(form))

    def forward(self, tokens, noise, first):
        """Ink of whole clips at half size [N, F, H/2, W/2] and of pairs of frames [N, 6, H, W]."""
        sprite, colour, margins = self.looks(tokens)
        poses = self.poses(tokens, noise, margins)
        ink = 1 - colour
        two = poses.gather(1, torch.stack([first, first + 1], 1)[:, :, None].expand(-1, -1, 4))
        clip = placed(poses, F.avg_pool2d(sprite, 2), PIXELS // 2) * ink.amax(1).view(-1, 1, 1, 1)
        pair = placed(two, sprite, PIXELS)[:, :, None] * ink.view(-1, 1, 3, 1, 1)
        return clip, pair.flatten(1, 2)


def modulated(linear, scale, shift, x):
    """A layer whose outputs are scaled and shifted clip by clip: the scale goes into the weights."""
    return torch.baddbmm(linear.bias * scale + shift, x, linear.weight.t()[None] * scale)


def middle(sprite):
    """The middle of a sprite's outline, [N, 2]: four of Newton's steps, the last of which has the gradient."""
    at = centres(sprite.shape[-1])
    point = torch.zeros(len(sprite), 2)
    for step in range(4):
        with torch.set_grad_enabled(step == 3):
            right, below = at - point[:, :1, None], at[:, None] - point[:, 1:, None]
            square = right ** 2 + below ** 2
            ink = sprite[:, 0] * square
            x, y, xx, xy, yy = ((ink * part).sum((1, 2)) for part in (
                square * right, square * below, square + 4 * right ** 2, 4 * right * below, square + 4 * below ** 2))
            point = point + torch.stack([yy * x - xy * y, xx * y - xy * x], 1) / (xx * yy - xy * xy)[:, None]
    return point


def centres(size):
    """Where a row's pixels lie, from -1 to 1."""
    return (torch.arange(size) + 0.5) / size * 2 - 1


def placed(poses, sprite, size):
    """The sprite, by its middle, at every pose: [N, F, size, size]."""
    clips, frames = poses.shape[:2]
    axis = centres(size)
    x, y, log_scale, angle = (poses[:, :, i].reshape(clips, frames, 1, 1) for i in range(4))
    right, below = axis.view(1, 1, 1, -1) - x / 2, axis.view(1, 1, -1, 1) - y / 2
    scale = 3 / REACH * torch.exp(-log_scale / 2)
    cos, sin = scale * torch.cos(angle), scale * torch.sin(angle)
    grid = torch.stack([cos * right + sin * below, cos * below - sin * right], -1) + middle(sprite)[:, None, None, None]
    return F.grid_sample(sprite, grid.view(clips, frames * size, size, 2), align_corners=False).view(
        clips, frames, size, size)


class Discriminator(nn.Module):
    """Ink [M, C, H, W] -> features, a score with each text, and the words that it sees."""

    def __init__(self, convolutions, places, cells):
        super().__init__()
        self.trunk = nn.Sequential(*(layer for c in convolutions for layer in (c, nn.LeakyReLU(0.2, inplace=True))))
        last = convolutions[-1].out_channels
        self.places = nn.Conv2d(last, places, 1) if places else None
        self.features = nn.Linear(2 * last + places * cells, FEATURES)
        self.text, self.real, self.words = Text(FEATURES), nn.Linear(FEATURES, 1), nn.Linear(FEATURES, VOCABULARY)

    def forward(self, ink, noise):
        x = self.trunk(2 * ink + noise)
        pooled = [x.sum((2, 3)) / 8, (x.square().sum((2, 3)) + 1e-6).sqrt() / 2] + ([self.places(x).flatten(1)] if self.places else [])
        return F.leaky_relu(self.features(torch.cat(pooled, 1)), 0.2)

    def score(self, features, text):
        return self.real(features)[:, 0] + 2 / math.sqrt(FEATURES) * (features * text).sum(1)


def conv(channels, out, kernel=4):
    """A convolution of 4x4 that halves, or one of 3x3 that keeps the size."""
    return nn.Conv2d(channels, out, kernel, 2 if kernel == 4 else 1, 1)


class Player:
    """A discriminator's side of the game."""

    def __init__(self, discriminator, pool, weights):
        self.discriminator, self.pool, self.weights = discriminator, pool, weights
        self.parameters = list(discriminator.parameters())
        self.optimizer = adam(self.parameters)

    def noise(self, like):
        start = int(torch.randint(NOISE_POOL - like.numel(), ()))
        return self.pool[start:start + like.numel()].view(like.shape)

    def word_loss(self, features, shown):
        logits = self.discriminator.words(features)
        return F.binary_cross_entropy_with_logits(logits, shown, self.weights, reduction="sum") / (4 * CLIPS)

    def play(self, real, fake, texts, others, shown):
        """Learns, and returns the gradient at generated ink of what the generator should do."""
        ours = self.discriminator
        made = fake.detach().requires_grad_()
        at_real, at_fake = ours(real, self.noise(real)), ours(made, self.noise(made))
        text = ours.text(torch.cat([texts, others]))
        matching, other = text[:CLIPS], text[CLIPS:]
        score = ours.score(at_fake, matching)
        wish = self.word_loss(at_fake, shown) + F.softplus(-score).mean()
        advice, = torch.autograd.grad(wish, made, retain_graph=True)
        loss = (F.softplus(-ours.score(at_real, matching)).mean() + F.softplus(score).mean() / 2
                + F.softplus(ours.score(at_real, other)).mean() / 2 + self.word_loss(at_real, shown))
        loss.backward(inputs=self.parameters)
        self.optimizer.step()
        self.optimizer.zero_grad()
        return advice


def adam(parameters):
    """Adam as one fused operation."""
    return torch.optim.Adam(parameters, RATE, betas=(0.5, 0.99), fused=True)


class Game:
    """Both players and the generator."""

    def __init__(self):
        torch.manual_seed(1)
        self.generator, self.average = Generator(), Generator()
        pool = 0.1 * torch.randn(NOISE_POOL)
        weights = torch.ones(VOCABULARY)
        clips = Discriminator([conv(FRAMES, 32), conv(32, 64), conv(64, 96, 3)], 12, 64)
        pairs = Discriminator([conv(6, 16), conv(16, 32), conv(32, 64), conv(64, 96, 3)], 0, 0)
        self.clip_player, self.pair_player = Player(clips, pool, weights), Player(pairs, pool, weights)
        self.optimizer = adam(self.generator.parameters())
        self.clips = torch.rand(CLIPS, FRAMES, PIXELS // 2, PIXELS // 2)
        self.pairs = torch.rand(CLIPS, 6, PIXELS, PIXELS)

    def step(self):
        texts = torch.randint(VOCABULARY, (CLIPS, LENGTH))
        others, shown = texts.roll(1, 0), torch.zeros(CLIPS, VOCABULARY).scatter_(1, texts, 1)
        noise, first = torch.rand(CLIPS, 2) * 2 - 1, torch.randint(FRAMES - 1, (CLIPS,))
        clip, pair = self.generator(texts, noise, first)
        from_clips = self.clip_player.play(self.clips, clip, texts, others, shown)
        from_pairs = self.pair_player.play(self.pairs, pair, texts, others, shown)
        torch.autograd.backward([clip, pair], [from_clips, from_pairs])
        self.optimizer.step()
        self.optimizer.zero_grad()
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.generator.parameters()), 0.01)


def main():
    torch.set_num_threads(int(sys.argv[1]))
    game = Game()
    for line in sys.stdin:
        start, worked = time.perf_counter(), time.process_time()
        for _ in range(int(line)):
            game.step()
        print(1000 * (time.perf_counter() - start) / int(line), 1000 * (time.process_time() - worked) / int(line),
              flush=True)


if __name__ == "__main__":
    main()
