"""The course's networks in PyTorch, with the names and layout of parameters that Java gives them. For pytorch_step.py."""
import math

import torch
from torch.nn import functional as F

SPRITE, REACH, CONTENT, COLOUR, FEATURES, STYLE = 40, 1.7, 4, 2, 128, 24
UP = ("stages.1.", "stages.3.")  # which convolutions of the convolutional generator double the size
SUMMED = torch.tensor([[0.0, 0, 1], [0, 1, 1], [1, 1, 0], [1, 0, 0]])  # which of 3 weights meet copies of one pixel


class Network:
    """Parameters by the names that Java gives them; those of convolutions with their axes in PyTorch's order."""

    def __init__(self, tensors, name):
        self.by_name = {key[len(name) + 1:]: in_order(key, tensor).clone().requires_grad_()
                        for key, tensor in tensors.items() if key.startswith(name + ".")}
        self.parameters = list(self.by_name.values())

    def __getitem__(self, name):
        return self.by_name[name]

    def dense(self, name, x):
        return torch.addmm(self[name + ".bias"], x, self[name + ".weight"])

    def layers(self, name, x, *numbers):
        """Dense layers with leaky rectifiers between them."""
        for number in numbers[:-1]:
            x = F.leaky_relu(self.dense(f"{name}.{number}", x), 0.2)
        return self.dense(f"{name}.{numbers[-1]}", x)

    def bag(self, name, tokens, speed=1):
        """The words' rows, added up."""
        return speed * F.embedding_bag(tokens, self[name], mode="sum", padding_idx=0)

    def text(self, name, tokens):
        """Text features from a sum of words."""
        return self.dense(name + ".output.1", F.leaky_relu(self.bag(name + ".embedding", tokens), 0.2))

    def pairs_of_words(self, name, tokens):
        """Text features from every word read together with the next one, zeros behind the last; added up over a caption."""
        captions = [caption[caption != 0] for caption in tokens]
        clip = torch.repeat_interleave(torch.arange(len(captions)), torch.tensor([len(words) for words in captions]))
        words = torch.cat(captions)
        following = torch.cat([F.pad(caption[1:], (0, 1)) for caption in captions])
        pairs = torch.cat([F.embedding(words, self[name + ".embedding"]),
                           F.embedding(following, self[name + ".embedding"]) * (following != 0)[:, None]], 1)
        read = F.leaky_relu(self.dense(name + ".pairs.0", pairs), 0.2)
        shares = (tokens != 0).sum(1).rsqrt()[clip][:, None]
        return self.dense(name + ".output", torch.zeros(len(tokens), read.shape[1]).index_add(0, clip, shares * read))

    def conv(self, name, x):
        """A convolution of 4x4 that halves, or a smaller one that keeps the size."""
        weight = self[name + ".weight"]
        return F.conv2d(x, weight, self[name + ".bias"], 2 if weight.shape[2] == 4 else 1, (weight.shape[2] - 1) // 2)


def in_order(name, weight):
    """[k, k, in, out] as [out, in, k, k]; one that doubles is computed otherwise, and stays."""
    if weight.dim() != 4 or any(up in name for up in UP):
        return weight
    return weight.permute(3, 2, 0, 1).contiguous()


class SpriteGenerator(Network):
    """A path and a sprite from the text, the one laid along the other."""

    def __init__(self, tensors, frames, pixels):
        super().__init__(tensors, "generator")
        self.frames, self.pixels = frames, pixels
        axis = centres(SPRITE) * REACH
        v, u = torch.meshgrid(axis, axis, indexing="ij")
        r = (u * u + v * v + 1e-3).sqrt()
        products = [(u / 1.2) ** (degree - down) * (v / 1.2) ** down for degree in (2, 3, 4) for down in range(degree + 1)]
        self.places = torch.stack([u, v, r, *products], -1).view(-1, 15)
        self.disc = (4 * (1 - r ** 8)).view(1, -1, 1)
        self.window = ((REACH - torch.maximum(u.abs(), v.abs())) / 0.15).clamp(0, 1)
        self.time = torch.arange(frames).view(1, -1, 1)

    def poses(self, tokens, noise, margins):
        """x, y, log scale and angle, [N, F, 4]."""
        out = self.layers("motion.path", self.text("motion.text", tokens), 0, 2, 4)
        words = tokens[:, CONTENT:]
        towards = self.bag("motion.directionEmbedding", words, 10)
        direction = towards / (1 + towards.square().sum(1, keepdim=True)).sqrt()
        velocity = torch.cat([(1 + out[:, 1:2]) * direction, out[:, 2:3]], 1)[:, None]
        residual = F.pad(out[:, 3:].view(-1, self.frames - 2, 3), (0, 0, 1, 1))
        where = velocity * (2 * self.time / (self.frames - 1) - 1) + 0.5 * residual
        between = 0.75 * (where[:, 1:-2] + where[:, 2:-1]) - 0.25 * (where[:, :-3] + where[:, 3:])
        extent = torch.cat([where, between], 1)[:, :, :2]
        low, high = extent.min(1)[0], extent.max(1)[0]
        place = (2 - margins - (high - low) / 2) * noise - (high + low) / 2
        where = where + torch.cat([place, out[:, :1]], 1)[:, None]
        angle = 0.7 * torch.tanh(self.bag("motion.angularVelocityEmbedding", words, 5))[:, None] * self.time
        return torch.cat([where, angle], 2)

    def looks(self, tokens):
        """Alpha [N, P, P], colour [N, 3] and margin [N, 1]."""
        content = tokens[:, :CONTENT]
        form = content.clone()
        form[:, COLOUR] = 0
        style = self.layers("sprite.style", self.text("sprite.text", content), 0, 2)
        scale1, shift1, scale2, shift2 = style[:, None, :4 * STYLE].chunk(4, 2)
        x = F.leaky_relu(torch.addcmul(shift1, self.dense("sprite.picture.first", self.places)[None], 1 + scale1), 0.2)
        x = torch.baddbmm(self["sprite.picture.second.bias"] * (1 + scale2) + shift2, x,
                          self["sprite.picture.second.weight"][None] * (1 + scale2))
        x = F.leaky_relu(x, 0.2) @ self["sprite.picture.last.weight"][:, None] + self["sprite.picture.last.bias"]
        alpha = torch.sigmoid(2 * x + self.disc).view(-1, SPRITE, SPRITE)
        alpha = torch.where(alpha < 1e-12, 0.0, alpha) * self.window
        return alpha, (torch.tanh(style[:, 4 * STYLE:]) + 1) / 2, torch.exp(self.bag("sprite.margin", form, 0.4))

    def forward(self, tokens, noise):
        """Frames [N, F, 3, H, W] in [-1, 1]."""
        alpha, colour, margins = self.looks(tokens)
        shown = placed(self.poses(tokens, noise, margins), alpha, self.pixels)
        return 1 - 2 * shown[:, :, None] * (1 - colour[:, None, :, None, None])


def centre(sprite):
    """Where the sixth powers of the distances of all ink have the least sum, [N, 2]; Newton's last step has the gradient."""
    at = centres(SPRITE).double()
    point = torch.zeros(len(sprite), 2, dtype=torch.double)
    for step in range(9):
        with torch.set_grad_enabled(step == 8):
            right, below = at - point[:, :1, None], at[:, None] - point[:, 1:, None]
            square = right ** 2 + below ** 2
            ink = sprite.double() * square
            x, y, xx, xy, yy = ((ink * part).sum((1, 2)) for part in (
                square * right, square * below, square + 4 * right ** 2, 4 * right * below, square + 4 * below ** 2))
            point = point + torch.stack([yy * x - xy * y, xx * y - xy * x], 1) / (xx * yy - xy * xy)[:, None]
    return point.float()


def centres(size):
    """Where a row's pixels lie, from -1 to 1."""
    return (torch.arange(size) + 0.5) / size * 2 - 1


def placed(poses, sprite, size):
    """The sprite, by its centre, at every pose: [N, F, size, size]."""
    clips, frames = poses.shape[:2]
    axis = centres(size)
    x, y, log_scale, angle = (poses[:, :, i].reshape(clips, frames, 1, 1) for i in range(4))
    right, below = axis.view(1, 1, 1, -1) - x / 2, axis.view(1, 1, -1, 1) - y / 2
    scale = 3 / REACH * torch.exp(-log_scale / 2)
    cos, sin = scale * torch.cos(angle), scale * torch.sin(angle)
    grid = torch.stack([cos * right + sin * below, cos * below - sin * right], -1) + centre(sprite)[:, None, None, None]
    return F.grid_sample(sprite[:, None], grid.view(clips, frames * size, size, 2), align_corners=False).view(
        clips, frames, size, size)


class Discriminator(Network):
    """Ink [M, C, H, W] -> features, a score with each text, and the words that it sees."""

    def __init__(self, tensors, name, convolutions, features):
        super().__init__(tensors, name)
        self.convolutions, self.features = convolutions, features

    def forward(self, ink, noise):
        x = 2 * ink + noise
        for number in self.convolutions:
            x = F.leaky_relu(self.conv(f"trunk.{number}", x), 0.2, inplace=True)
        pooled = [x.sum((2, 3)) / 8, (x.square().sum((2, 3)) + 1e-6).sqrt() / 2]
        if "trunk.6.1.0.weight" in self.by_name:
            pooled.append(self.conv("trunk.6.1.0", x).flatten(1))
        return F.leaky_relu(self.dense(f"trunk.{self.features}", torch.cat(pooled, 1)), 0.2)

    def score(self, features, text):
        return self.dense("score", features)[:, 0] + 2 / math.sqrt(FEATURES) * (features * text).sum(1)


class ConvGenerator(Network):
    """Frames by convolutions, the same for each; text and noise give every frame a style, which steers them."""

    def __init__(self, tensors, frames, pixels):
        super().__init__(tensors, "generator")
        self.frames, self.pixels = frames, pixels

    def forward(self, tokens, noise):
        """Frames [N, F, 3, H, W] in [-1, 1]."""
        style = torch.cat([self.pairs_of_words("text", tokens), noise], 1)
        style = F.leaky_relu(self.layers("mapping", style, 0, 2, 4), 0.2)
        style = self.dense("frames", style) + self.bag("words", tokens, 3)
        style = F.leaky_relu(style, 0.2).view(len(tokens) * self.frames, -1)
        side = self.pixels // 8
        x = F.leaky_relu(self.dense("base.0", style), 0.2).view(len(style), -1, side, side)
        for stage in range(4):
            x = torch.cat([x, self.waves(style, 2 * side)], 1) if stage == 2 else x
            convolve = self.up if f"stages.{stage}." in UP else self.conv
            scale, shift = self.dense(f"stages.{stage}.style", style)[:, :, None, None].chunk(2, 1)
            x = F.leaky_relu(convolve(f"stages.{stage}.convolution", x) * (1 + scale / 2) + shift / 2, 0.2)
        picture = F.pixel_shuffle(self.conv("picture.0", x), 2)
        return torch.tanh(1.5 - picture).view(len(tokens), self.frames, -1, self.pixels, self.pixels)

    def waves(self, style, side):
        """Sines and cosines in coordinates that the style moves, turns and scales, [N*F, 32, S, S]."""
        transform = self.dense("waves.0", style) / 2
        turn, move = torch.eye(2) + transform[:, :4].view(-1, 2, 2), transform[:, 4:]
        place = (2 * torch.arange(side) + 1) / side - 1
        places = torch.stack(torch.meshgrid(place, place, indexing="xy"), 2)
        places = torch.einsum("nuv,nyxv->nyxu", turn, places + move[:, None, None])
        angle = math.pi / 4 * torch.arange(4)
        steps = 2 * math.pi * torch.tensor([0.25, 0.5, 1, 2])[:, None, None] * torch.stack([angle.cos(), angle.sin()], 1)
        phase = torch.einsum("kv,nyxv->nkyx", steps.view(-1, 2), places)
        return torch.stack([phase.sin(), phase.cos()], 2).flatten(1, 2)

    def up(self, name, x):
        """Every pixel becomes 2x2, then a 3x3 convolution: as one transposed convolution of 4x4."""
        weight = torch.einsum("ya,xb,aboi->ioyx", SUMMED, SUMMED, self[name + ".weight"])
        return F.conv_transpose2d(x, weight, self[name + ".bias"], stride=2, padding=1)


class Encoder(Network):
    """What of a clip its text leaves open: means and log variances of codes, before they are brought to one spread."""

    def __init__(self, tensors):
        super().__init__(tensors, "encoder")

    def forward(self, frames, tokens):
        """[N, 2Z]."""
        x = 1 - F.avg_pool2d(frames.flatten(1, 2), 2)
        for number in (0, 2, 4):
            x = F.leaky_relu(self.conv(f"trunk.{number}", x), 0.2)
        return self.layers("output", torch.cat([x.flatten(1), self.pairs_of_words("text", tokens)], 1), 0, 2)
