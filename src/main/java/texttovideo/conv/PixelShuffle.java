package texttovideo.conv;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.nn.Gradients;
import texttovideo.nn.Layer;

/**
 * Four maps become one of twice the height and width: {@code [N, 4C, H, W] -> [N, C, 2H, 2W]}. Behind a convolution it makes
 * a picture of full size from maps of half size, at a quarter of the cost (Shi et al. 2016, "Real-Time Single Image and Video
 * Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural Network", section 3.2).
 */
public final class PixelShuffle implements Layer<INDArray> {
  private static final int SIDE = 2;

  @Override
  public Layer.Pass<INDArray> forward(INDArray x) {
    if (x.size(1) % (SIDE * SIDE) != 0) {
      throw new IllegalArgumentException("the number of maps must be a multiple of 4, not " + x.size(1));
    }
    INDArray y = Floats.empty(x.size(0), x.size(1) / (SIDE * SIDE), SIDE * x.size(2), SIDE * x.size(3));
    shuffle(x, y, true);
    return new Pass(x.shape(), y);
  }

  private record Pass(long[] shape, INDArray output) implements Layer.Pass<INDArray> {
    @Override
    public INDArray backward(INDArray dOutput, Gradients gradients) {
      INDArray dX = Floats.empty(shape);
      shuffle(dX, dOutput, false);
      return dX;
    }
  }

  /** Copies each pixel to its place in the large picture, or back. */
  private static void shuffle(INDArray small, INDArray large, boolean toLarge) {
    int height = (int) small.size(2);
    int width = (int) small.size(3);
    float[] maps = new float[SIDE * SIDE * height * width];
    float[] picture = new float[maps.length];
    FloatPointer smalls = Floats.memory(small);
    FloatPointer larges = Floats.memory(large);
    for (long from = 0; from < small.length(); from += maps.length) {
      (toLarge ? smalls : larges).position(from).get(toLarge ? maps : picture);
      for (int y = 0; y < SIDE * height; y++) {
        for (int x = 0; x < SIDE * width; x++) {
          int inPicture = y * SIDE * width + x;
          int inMaps = (y % SIDE * SIDE + x % SIDE) * height * width + y / SIDE * width + x / SIDE;
          if (toLarge) {
            picture[inPicture] = maps[inMaps];
          } else {
            maps[inMaps] = picture[inPicture];
          }
        }
      }
      (toLarge ? larges : smalls).position(from).put(toLarge ? picture : maps);
    }
  }
}
