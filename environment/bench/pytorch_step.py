"""The course's training steps in PyTorch, the same computation as in Java, to compare and to time.

It starts from steps that Java wrote to files (texttovideo.train.StepExport): the weights before a step, real clips, what
chance decides, losses, gradients, and the weights after it.

    python pytorch_step.py compare FOLDER TABLE   writes a row for each loss, each parameter's gradient and each network's move
                                                  by Adam: how far this program is from Java; then for programs with a fault
    python pytorch_step.py PART FILE THREADS      times: for every line of input, a number of steps, answers with the mean
                                                  milliseconds a step, by the clock and of processor time

Parts are sprite, encoder and game. When it times, real clips are ready, which the Java step has to draw. Needs torch alone.
"""
import json
import struct
import sys
import time
from pathlib import Path

import torch
from torch.nn import functional as F

from pytorch_networks import ConvGenerator, Discriminator, Encoder, SpriteGenerator, in_order

MISMATCHED = 0.5
NO_LOSS = {"noise.shares", "noise.means", "noise.maps"}  # what noise is drawn from: it follows the codes


def read(file):
    """Tensors and texts of a file in the safetensors format."""
    content = Path(file).read_bytes()
    end = 8 + struct.unpack("<Q", content[:8])[0]
    header = json.loads(content[8:end])
    texts = header.pop("__metadata__")
    return {name: torch.frombuffer(bytearray(content[slice(*(end + place for place in entry["data_offsets"]))]),
                                   dtype=torch.float32).view(entry["shape"])
            for name, entry in header.items()}, texts


class Words:
    """What the auxiliary losses ask of each word of each text, [N, V]."""

    def __init__(self, words, tokens, alike):
        def among(*names):
            return torch.tensor([float(word in names) for word in words])

        colours = ("red", "green", "blue", "yellow", "purple", "black")
        self.present = torch.zeros(len(tokens), len(words)).scatter_(1, tokens, 1)
        self.shown = self.present
        self.of_clips = self.of_pairs = (1 - among(words[0])).expand_as(self.present)
        if not alike:
            has = {word: self.present[:, words.index(word), None] for word in ("rotating", "counter")}
            self.of_clips = (1 - among(words[0], "rotating", "clockwise", "counter", *colours)).expand_as(self.present)
            self.of_pairs = (among("small", "large", "circle", "square", "triangle", "shrinking", "expanding", *colours)
                             + 0.1 * among("rotating") + 12 * among("clockwise") * has["rotating"])
            self.shown = self.present * (1 - among("clockwise") * has["counter"])


class Trainer:
    """A discriminator's side of the game."""

    def __init__(self, discriminator, fake_words):
        self.discriminator, self.fake_words = discriminator, fake_words

    def losses(self, real, fake, noise, texts, mismatched, weights, words):
        """
        Of the discriminator and of the generator against it, each its scores' and its words'; and the mean score of generated
        clips.
        """
        ours, clips = self.discriminator, len(texts)
        features = ours.forward(torch.cat([real, fake]), noise)
        at_real, at_fake = features.split(clips)
        matching, other = ours.text("text", torch.cat([texts, mismatched])).split(clips)
        score = ours.score(at_fake, matching)
        differs = (texts != mismatched).any(1)
        logits = ours.dense("auxiliary", at_fake)
        learning = (F.softplus(-ours.score(at_real, matching)).mean() + (1 - MISMATCHED) * F.softplus(score).mean()
                    + MISMATCHED * F.softplus(ours.score(at_real, other))[differs].mean())
        real_words = word_loss(ours.dense("auxiliary", at_real), words.shown, weights)
        fake_words = self.fake_words * (weights * words.present * F.softplus(logits)).sum() / (4 * clips)
        shows = word_loss(logits, words.shown, weights)
        return learning, real_words, fake_words, F.softplus(-score).mean(), shows, score.mean()

    def step(self, real, fake, *others):
        """The gradient at generated ink of the generator's losses, and what is measured; its own gradients stay in it."""
        made = fake.detach().requires_grad_()
        learning, real_words, fake_words, game, shows, score = self.losses(real, made, *others)
        gradient, = torch.autograd.grad(game + shows, made, retain_graph=True)
        (learning + real_words + fake_words).backward(inputs=self.discriminator.parameters)
        return gradient, (learning, score, real_words, shows)


def word_loss(logits, shown, weights):
    """A weighted logistic loss a word."""
    return F.binary_cross_entropy_with_logits(logits, shown, weights, reduction="sum") / (4 * len(logits))


def inputs(frames, first):
    """What the discriminators see: ink of clips at half size [N, F, H/2, W/2], and of pairs of frames [N, 6, H, W]."""
    ink = (1 - frames) / 2
    each = torch.arange(len(frames))
    return (F.avg_pool2d((1 - frames.min(2)[0]) / 2, 2),       # of equal channels the first has the gradient
            torch.cat([ink[each, first], ink[each, first + 1]], 1))


class Step:
    """A step that Java wrote, and the networks before it."""

    def __init__(self, file):
        self.tensors, self.texts = read(file)
        self.frames, self.tokens = self.tensors["frames"], self.tensors["tokens"].long()
        self.networks, self.share = {}, 1 / (int(self.texts["steps"]) + 10)

    def add(self, name, network):
        """A network with its optimiser, which goes on from Java's moments. Adam as one fused operation."""
        optimizer = torch.optim.Adam(network.parameters, float(self.texts["rate"]), fused=True,
                                     betas=(float(self.texts["beta1"]), 0.99))
        for key, parameter in network.by_name.items():
            mean, square = (in_order(f"{name}.{key}", self.tensors[f"adam.{moment}.{name}.{key}"]).clone()
                            for moment in ("mean", "square"))
            optimizer.state[parameter] = {"step": torch.tensor(float(self.texts["steps"])), "exp_avg": mean,
                                          "exp_avg_sq": square}
        self.networks[name] = network, optimizer
        if name == "generator":
            self.average = [parameter.detach().clone() for parameter in network.parameters]
        return network

    def step(self):
        """A whole step."""
        self.gradients()
        for _, optimizer in self.networks.values():
            optimizer.step()
            optimizer.zero_grad()
        with torch.no_grad():
            torch._foreach_lerp_(self.average, self.networks["generator"][0].parameters, self.share)


class Game(Step):
    """A generator against both discriminators."""

    def __init__(self, file, generator, knows):
        super().__init__(file)
        self.generator = self.add("generator", generator(self.tensors, self.frames.shape[1], self.frames.shape[3]))
        self.clips = Trainer(self.add("clips", Discriminator(self.tensors, "clips", (0, 2, 4), 7)), 0.5 if knows else 0)
        self.pairs = Trainer(self.add("pairs", Discriminator(self.tensors, "pairs", (0, 2, 4, 6), 9)), 0.5 if knows else 0)
        self.first = self.tensors["pairStarts"].long()
        self.mismatched = self.tokens.roll(-int(self.texts["places"]), 0)
        self.words = Words(self.texts["words"].split(" "), self.tokens, not knows)

    def gradients(self):
        """All gradients stay in the parameters; the losses."""
        real = inputs(self.frames, self.first)
        fake = inputs(self.generator.forward(self.tokens, self.tensors["noise"]), self.first)
        told = (self.tokens, self.mismatched)
        of_clips, clip = self.clips.step(real[0], fake[0], self.tensors["clipNoise"], *told, self.words.of_clips, self.words)
        of_pairs, pair = self.pairs.step(real[1], fake[1], self.tensors["pairNoise"], *told, self.words.of_pairs, self.words)
        torch.autograd.backward(fake, [of_clips, of_pairs])
        return {"clip loss": clip[0], "pair loss": pair[0], "clip score": clip[1], "pair score": pair[1],
                "auxiliary real": clip[2] + pair[2], "auxiliary fake": clip[3] + pair[3]}


class GiveBack(Step):
    """The convolutional generator gives clips back from an encoder's codes."""

    def __init__(self, file):
        super().__init__(file)
        self.generator = self.add("generator", ConvGenerator(self.tensors, self.frames.shape[1], self.frames.shape[3]))
        self.encoder = self.add("encoder", Encoder(self.tensors))
        self.weights = {name: float(self.texts[name]) for name in ("reconstruction", "kl")}

    def gradients(self):
        """All gradients stay in the parameters; the losses."""
        outputs, variances = self.encoder.forward(self.frames, self.tokens).chunk(2, 1)
        centred = outputs - outputs.mean(0)
        means = 0.95 * centred / (centred.square().mean(0) + 1e-4).sqrt()
        variances = (variances - 2).clamp(-10, 2)      # logarithms
        codes = means + self.tensors["normal"] * (variances / 2).exp()
        divergence = (means.square() + variances.exp() - 1 - variances).sum() / (2 * len(means))
        error = ((self.frames - self.generator.forward(self.tokens, codes)) / 2).flatten(0, 2)[:, None]      # of ink
        squares = (F.avg_pool2d(error, side) * side for side in (1, 4, 8))
        reconstruction = sum(square.square().sum() for square in squares) / len(means)
        (self.weights["reconstruction"] * reconstruction + self.weights["kl"] * divergence).backward()
        return {"reconstruction": reconstruction, "KL": divergence}


STEPS = {"sprite": lambda file: Game(file, SpriteGenerator, True), "encoder": GiveBack,
         "game": lambda file: Game(file, ConvGenerator, False)}


def differences(part, step):
    """
    Rows of what is compared, its name, how many numbers, Java's (a loss, or a gradient's norm), and how far this program's are
    from it: losses relatively, of gradients the number that is furthest off, the largest of Java's being 1.
    """
    rows = []
    for name, loss in step.gradients().items():
        java = float(step.texts["loss " + name])
        rows.append((part, "loss", name, 1, java, abs(loss.item() / java - 1)))
    for name, (network, _) in step.networks.items():
        for key, parameter in network.by_name.items():
            java = in_order(f"{name}.{key}", step.tensors[f"gradient.{name}.{key}"])
            ours = torch.zeros_like(java) if parameter.grad is None else parameter.grad
            largest = java.abs().max().item()
            apart = (ours - java).abs().max().item() / (largest or 1)
            rows.append((part, name, key, java.numel(), java.norm().item(), apart))
    return rows


def moves(part, step):
    """Rows of Adam's moves by Java's gradients: the number that is furthest off, the learning rate being 1."""
    for name, (network, optimizer) in step.networks.items():
        for key, parameter in network.by_name.items():
            parameter.grad = in_order(f"{name}.{key}", step.tensors[f"gradient.{name}.{key}"]).clone()
        optimizer.step()
        after = {key: in_order(f"{name}.{key}", step.tensors[f"after.{name}.{key}"]) for key in network.by_name}
        apart = max((parameter.detach() - after[key]).abs().max().item()
                    for key, parameter in network.by_name.items() if key not in NO_LOSS)
        yield part, "adam", name, sum(p.numel() for p in network.parameters), 0, apart / float(step.texts["rate"])


def changed(network, key):
    """A fault: the largest of a parameter's numbers is 1% too large."""
    def change(step):
        with torch.no_grad():
            numbers = step.networks[network][0][key].view(-1)
            numbers[numbers.abs().argmax()] *= 1.01
    return change


def heavier(step):
    """A fault: the discriminator of pairs is asked for words with 1% more weight."""
    step.words.of_pairs = 1.01 * step.words.of_pairs


def dearer(step):
    """A fault: the codes' distance from the prior weighs 2% more; it weighs so little in all that 1% would hardly show."""
    step.weights["kl"] *= 1.02


FAULTS = (("sprite", "a weight of the generator 1% larger", changed("generator", "motion.path.4.bias")),
          ("sprite", "a weight of the clip discriminator 1% larger", changed("clips", "trunk.2.weight")),
          ("sprite", "words of pairs weigh 1% more", heavier),
          ("encoder", "KL weighs 2% more", dearer),
          ("game", "a weight of the generator 1% larger", changed("generator", "stages.3.convolution.weight")))


def compare(folder, table):
    """Writes all differences, and for each fault the largest that it makes."""
    files = {part: Path(folder, f"step-{part}.safetensors") for part in STEPS}
    rows = []
    for part, start in STEPS.items():
        step = start(files[part])
        rows += [*differences(part, step), *moves(part, step)]
    for part, name, fault in FAULTS:
        step = STEPS[part](files[part])
        fault(step)
        rows.append((part, "fault", name, 1, 0, max(row[-1] for row in differences(part, step))))
    lines = ["part,what,name,numbers,java,difference", *("{},{},{},{},{:.7g},{:.1e}".format(*row) for row in rows)]
    Path(table).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    """The command line."""
    if sys.argv[1] == "compare":
        compare(*sys.argv[2:])
        return
    torch.set_num_threads(int(sys.argv[3]))
    step = STEPS[sys.argv[1]](sys.argv[2])
    for line in sys.stdin:
        start, worked = time.perf_counter(), time.process_time()
        for _ in range(int(line)):
            step.step()
        print(1000 * (time.perf_counter() - start) / int(line), 1000 * (time.process_time() - worked) / int(line),
              flush=True)


if __name__ == "__main__":
    main()
