package texttovideo.eval;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

/** True clips of complete prompts; another seed starts them elsewhere. */
final class TrueClips {
  private TrueClips() {
  }

  static Scene scene(Prompt prompt, long seed) {
    return Scene.of(prompt, new SplittableRandom(seed * 1000 + Prompt.all().indexOf(prompt)));
  }

  static Clip clip(Prompt prompt, long seed) {
    return Renderer.clip(scene(prompt, seed));
  }

  static Clip clip(String sentence) {
    return clip(Prompt.parse(sentence), 1);
  }

  /** One of {@code step} prompts, spread over all of them. */
  static List<Prompt> every(int step) {
    List<Prompt> all = Prompt.all();
    return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get).toList();
  }
}
