package texttovideo.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngFramesTest {
  @TempDir
  Path folder;

  @Test
  void aClipComesBackToThePixel() throws IOException {
    Clip clip = Mp4WriterTest.realClip("a large yellow triangle rotating clockwise");
    PngFrames.write(clip, folder.resolve("new/clip"));
    assertEquals(clip, PngFrames.read(folder.resolve("new/clip"), clip.fps()));
    assertTrue(Files.exists(folder.resolve("new/clip/frame-09.png")));
  }

  @Test
  void aShorterClipReplacesALongerOne() throws IOException {
    Clip clip = Mp4WriterTest.realClip("a large yellow triangle rotating clockwise");
    Clip shorter = new Clip(clip.frames().subList(0, 3), 64, 64, 10);
    PngFrames.write(clip, folder);
    PngFrames.write(shorter, folder);
    assertEquals(shorter, PngFrames.read(folder, 10));
  }

  @Test
  void moreThanAHundredFramesKeepTheirOrder() throws IOException {
    Clip clip = new Clip(Collections.nCopies(101, new byte[12]), 2, 2, 10);
    PngFrames.write(clip, folder);
    assertEquals(101, PngFrames.read(folder, 10).length());
  }

  /** The system's temporary folder may be full, read-only or missing: no picture needs it. */
  @Test
  void picturesNeedNoTemporaryFolder() throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Clip clip = new Clip(List.of(new byte[12], new byte[12]), 2, 2, 10);
    ImageIO.setCacheDirectory(temporary.toFile());
    try {
      Files.delete(temporary);
      PngFrames.write(clip, folder);
      assertEquals(clip, PngFrames.read(folder, 10));
      assertTrue(GifWriter.bytes(clip, 1).length > 0);
    } finally {
      ImageIO.setCacheDirectory(null);
    }
  }

  @Test
  void aMissingFrameIsNamed() throws IOException {
    PngFrames.write(new Clip(List.of(new byte[12], new byte[12], new byte[12]), 2, 2, 10), folder);
    Files.delete(folder.resolve("frame-01.png"));
    IOException error = assertThrows(IOException.class, () -> PngFrames.read(folder, 10));
    assertTrue(error.getMessage().contains("frame-01.png is missing"), error.getMessage());
  }

  @Test
  void anEmptyFolderIsNamed() {
    IOException error = assertThrows(IOException.class, () -> PngFrames.read(folder.resolve("none"), 10));
    assertTrue(error.getMessage().contains("none"), error.getMessage());
  }

  @Test
  void theNamesOfFramesDoNotDependOnTheLocale() throws IOException {
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      PngFrames.write(new Clip(List.of(new byte[12]), 2, 2, 10), folder);
    } finally {
      Locale.setDefault(usual);
    }
    assertTrue(Files.exists(folder.resolve("frame-00.png")));
  }

  /** One row of pixels as other programs save them, read back as a viewer shows them. */
  @Test
  void greyIsReadAsItIsStored() throws IOException {
    BufferedImage grey = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage deep = new BufferedImage(256, 1, BufferedImage.TYPE_USHORT_GRAY);
    for (int x = 0; x < 256; x++) {
      grey.getRaster().setSample(x, 0, 0, x);
      deep.getRaster().setSample(x, 0, 0, x * 257 + (x < 255 ? 100 : 0));
    }
    for (BufferedImage image : List.of(grey, deep)) {
      Clip clip = saved(image);
      for (int x = 0; x < 256; x++) {
        for (int c = 0; c < 3; c++) {
          assertEquals(x, clip.value(0, 0, x, c));
        }
      }
    }
  }

  @Test
  void sixteenBitsOfColourAreReadToTheNearestEight() throws IOException {
    BufferedImage deep = image(DataBuffer.TYPE_USHORT, ColorSpace.CS_sRGB, 3);
    for (int x = 0; x < 256; x++) {
      deep.getRaster().setPixel(x, 0, new int[] {x * 257, Math.max(0, x * 257 - 100), 65_535 - x * 257});
    }
    Clip clip = saved(deep);
    for (int x = 0; x < 256; x++) {
      assertEquals(List.of(x, x, 255 - x), rgb(clip, x));
    }
  }

  @Test
  void whatIsTransparentLiesOnWhite() throws IOException {
    BufferedImage colour = new BufferedImage(256, 1, BufferedImage.TYPE_INT_ARGB);
    BufferedImage grey = image(DataBuffer.TYPE_BYTE, ColorSpace.CS_GRAY, 2);
    for (int x = 0; x < 256; x++) {
      colour.setRGB(x, 0, x << 24 | 0x0040ff);
      grey.getRaster().setPixel(x, 0, new int[] {0x40, x});
    }
    Clip clip = saved(colour);
    Clip greyClip = saved(grey);
    for (int x = 0; x < 256; x++) {
      int mixed = Math.round(255 - (255 - 0x40) * x / 255f);
      assertEquals(List.of(255 - x, mixed, 255), rgb(clip, x));
      assertEquals(mixed, greyClip.value(0, 0, x, 1));
    }
  }

  @Test
  void aPaletteIsReadInItsColours() throws IOException {
    BufferedImage indexed = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_INDEXED);
    for (int x = 0; x < 256; x++) {
      indexed.getRaster().setSample(x, 0, 0, x);
    }
    Clip clip = saved(indexed);
    for (int x = 0; x < 256; x++) {
      assertEquals(indexed.getRGB(x, 0) & 0xff, clip.value(0, 0, x, 2));
    }
  }

  @Test
  void aPictureOfAnotherGammaIsRefused() throws IOException {
    Path file = Files.createDirectories(folder).resolve("frame-00.png");
    for (int gamma : new int[] {45455, 100_000}) {
      byte[] png = PngFrames.png(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB));
      Files.write(file, with("gAMA", ByteBuffer.allocate(4).putInt(gamma).array(), png));
      if (gamma == 45455) {
        assertEquals(1, PngFrames.read(folder, 10).length());
      } else {
        assertSaysWhy(file, "states a gamma of 1.0");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ColorSpace.CS_sRGB, ColorSpace.CS_LINEAR_RGB})
  void aPictureOfAnotherColourProfileIsRefused(int space) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.write("its name\0\0".getBytes(StandardCharsets.US_ASCII));
    try (DeflaterOutputStream profile = new DeflaterOutputStream(chunk)) {
      profile.write(ICC_Profile.getInstance(space).getData());
    }
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0x804020);
    Path file = Files.write(folder.resolve("frame-00.png"), with("iCCP", chunk.toByteArray(), PngFrames.png(image)));
    if (space == ColorSpace.CS_sRGB) {
      assertEquals(List.of(0x80, 0x40, 0x20), rgb(PngFrames.read(folder, 10), 0));
    } else {
      assertSaysWhy(file, "has the colour profile \"its name\"");
    }
  }

  @Test
  void aBrokenPictureIsNamed() throws IOException {
    Path file = folder.resolve("frame-00.png");
    byte[] whole = PngFrames.png(Mp4WriterTest.realClip("a large yellow triangle rotating clockwise").image(0));
    for (int length = 0; length < whole.length - 24; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertSaysWhy(file, "is not a whole PNG picture");
    }
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "bmp", other);
    Files.write(file, other.toByteArray());
    assertSaysWhy(file, "is not a PNG picture");
  }

  @Test
  void aPictureThatPromisesMoreThanMemoryHoldsIsRefused() throws IOException {
    byte[] huge = PngFrames.png(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
    ByteBuffer.wrap(huge).putInt(16, 60_000).putInt(20, 60_000).putInt(29, crc(huge, 12, 29));
    Path file = Files.write(folder.resolve("frame-00.png"), huge);
    assertSaysWhy(file, "has 3600000000 pixels");
  }

  private void assertSaysWhy(Path file, String reason) {
    String message = assertThrows(IOException.class, () -> PngFrames.read(folder, 10)).getMessage();
    assertTrue(message.startsWith(file + " " + reason), message);
  }

  private static List<Integer> rgb(Clip clip, int x) {
    return List.of(clip.value(0, 0, x, 0), clip.value(0, 0, x, 1), clip.value(0, 0, x, 2));
  }

  private Clip saved(BufferedImage image) throws IOException {
    assertTrue(ImageIO.write(image, "png", folder.resolve("frame-00.png").toFile()));
    return PngFrames.read(folder, 10);
  }

  private static BufferedImage image(int type, int colours, int bands) {
    ColorModel model = new ComponentColorModel(ColorSpace.getInstance(colours), bands == 2, false,
        bands == 2 ? Transparency.TRANSLUCENT : Transparency.OPAQUE, type);
    return new BufferedImage(model, model.createCompatibleWritableRaster(256, 1), false, null);
  }

  /** The file with another chunk after its header, which ends at its 33rd byte. */
  private static byte[] with(String type, byte[] data, byte[] png) {
    byte[] longer = ByteBuffer.allocate(png.length + 12 + data.length).put(png, 0, 33).putInt(data.length)
        .put(type.getBytes(StandardCharsets.US_ASCII)).put(data).putInt(0).put(png, 33, png.length - 33).array();
    int end = 33 + 8 + data.length;
    ByteBuffer.wrap(longer).putInt(end, crc(longer, 37, end));
    return longer;
  }

  private static int crc(byte[] bytes, int from, int to) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }
}
