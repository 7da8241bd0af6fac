package texttovideo.video;

import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.io.model.VUIParameters;
import org.jcodec.common.model.Picture;

/**
 * How a film's brightness and two colour differences become red, green and blue. A file that does not say is read as players
 * do: limited range; ITU-R BT.709 from 720 rows on, BT.601 below.
 *
 * @param fullRange whether brightness fills 0 to 255, not 16 to 235 only
 * @param red       weight of red in brightness
 * @param blue      weight of blue in brightness
 */
record YuvColours(boolean fullRange, double red, double blue) {
  private static final int BT_709 = 1;
  private static final int UNSPECIFIED = 2;
  private static final int HIGH_DEFINITION = 720;

  static YuvColours of(SeqParameterSet settings) {
    VUIParameters said = settings.vuiParams;
    boolean signal = said != null && said.videoSignalTypePresentFlag;
    int matrix = signal && said.colourDescriptionPresentFlag ? said.matrixCoefficients : UNSPECIFIED;
    boolean high = matrix == BT_709
        || (matrix == UNSPECIFIED && 16 * (settings.picHeightInMapUnitsMinus1 + 1) >= HIGH_DEFINITION);
    boolean full = signal && said.videoFullRangeFlag;
    return high ? new YuvColours(full, 0.2126, 0.0722) : new YuvColours(full, 0.299, 0.114);
  }

  /** A picture's pixels, laid out as {@link Clip} has them. JCodec's values are centred on 0, colours are at half size. */
  byte[] rgb(Picture picture) {
    int width = picture.getWidth();
    byte[] luma = picture.getPlaneData(0);
    byte[] blueness = picture.getPlaneData(1);
    byte[] redness = picture.getPlaneData(2);
    int half = picture.getPlaneWidth(1);
    float[] bright = new float[256];
    for (int value = 0; value < bright.length; value++) {
      bright[value] = fullRange ? value : (value - 16) * 255f / 219;
    }
    double scale = fullRange ? 1 : 255.0 / 224;
    float ofRed = (float) (2 * (1 - red) * scale);
    float ofBlue = (float) (2 * (1 - blue) * scale);
    double green = 1 - red - blue;
    byte[] rgb = new byte[3 * picture.getHeight() * width];
    for (int p = 0; p < rgb.length / 3; p++) {
      int y = p / width;
      int colour = y / 2 * half + p % width / 2;
      float brightness = bright[luma[p] + 128];
      float differenceOfRed = ofRed * redness[colour];
      float differenceOfBlue = ofBlue * blueness[colour];
      rgb[3 * p] = pixel(brightness + differenceOfRed);
      rgb[3 * p + 1] = pixel((float) (brightness - red / green * differenceOfRed - blue / green * differenceOfBlue));
      rgb[3 * p + 2] = pixel(brightness + differenceOfBlue);
    }
    return rgb;
  }

  private static byte pixel(float value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }
}
