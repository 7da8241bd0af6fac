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
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
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

  /** Java's reader finds no such shade: it compares it with samples that it has scaled to 8 bits already. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void aShadeOfGreyThatIsTransparentLiesOnWhite(int bits) throws IOException {
    int shades = 1 << bits;
    int transparent = shades / 2;
    BitSet row = new BitSet();                   // every shade once, the highest bit first
    for (int x = 0; x < shades; x++) {
      for (int bit = 0; bit < bits; bit++) {
        row.set(x * bits + bit, (x >> (bits - 1 - bit) & 1) == 1);
      }
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream rows = new DeflaterOutputStream(packed)) {
      rows.write(0);                             // no filter
      for (int at = 0; at < shades * bits; at += 8) {
        int eight = 0;
        for (int bit = 0; bit < 8; bit++) {
          eight = 2 * eight + (row.get(at + bit) ? 1 : 0);
        }
        rows.write(eight);
      }
    }
    byte[] png = PngFrames.png(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
    byte[] header = ByteBuffer.allocate(13).putInt(shades).putInt(1).put((byte) bits).array();
    byte[] picture = Arrays.copyOf(png, 8);
    for (byte[] chunk : List.of(chunk("IHDR", header), chunk("tRNS", new byte[] {0, (byte) transparent}),
        chunk("IDAT", packed.toByteArray()), chunk("IEND", new byte[0]))) {
      picture = ByteBuffer.allocate(picture.length + chunk.length).put(picture).put(chunk).array();
    }
    Files.write(folder.resolve("frame-00.png"), picture);
    Clip clip = PngFrames.read(folder, 10);
    for (int x = 0; x < shades; x++) {
      assertEquals(x == transparent ? 255 : x * 255 / (shades - 1), clip.value(0, 0, x, 1));
    }
  }

  @Test
  void anAnimatedPictureIsRefused() throws IOException {
    byte[] png = PngFrames.png(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB));
    byte[] control = ByteBuffer.allocate(8).putInt(3).putInt(0).array();
    assertSaysWhy(Files.write(folder.resolve("frame-00.png"), with("acTL", control, png)), "is an animated picture");
  }

  /** Viewers turn a picture as its EXIF says, wherever in the file that stands. */
  @Test
  void aPictureThatIsShownTurnedIsRefused() throws IOException {
    byte[] png = PngFrames.png(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));
    Path file = folder.resolve("frame-00.png");
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      for (short orientation : new short[] {1, 6, 3}) {
        ByteBuffer exif = ByteBuffer.allocate(8 + 2 + 2 * 12 + 4).order(order);
        exif.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII))
            .putShort((short) 42).putInt(8).putShort((short) 2)
            .putShort((short) 0x100).putShort((short) 4).putInt(1).putInt(3)
            .putShort((short) 0x112).putShort((short) 3).putInt(1).putShort(orientation);
        byte[] atEnd = ByteBuffer.allocate(png.length + 12 + exif.capacity()).put(png, 0, png.length - 12)
            .put(chunk("eXIf", exif.array())).put(png, png.length - 12, 12).array();
        for (byte[] bytes : List.of(with("eXIf", exif.array(), png), atEnd)) {
          Files.write(file, bytes);
          if (orientation == 1) {
            assertEquals(3, PngFrames.read(folder, 10).width());
          } else {
            assertSaysWhy(file, "is shown turned or mirrored (EXIF orientation " + orientation + ")");
          }
        }
      }
    }
    Files.write(file, with("eXIf", "II*\0\u0008\0\0\0\1".getBytes(StandardCharsets.US_ASCII), png));
    assertEquals(3, PngFrames.read(folder, 10).width(), "what cannot be read turns nothing");
  }

  @Test
  void aPictureOfOtherPrimaryColoursOrCurveIsRefused() throws IOException {
    byte[] png = PngFrames.png(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB));
    Path file = folder.resolve("frame-00.png");
    byte[] usual = chromaticities(30_000, 60_000);
    byte[] adobe = chromaticities(21_000, 71_000);
    byte[] gamma = ByteBuffer.allocate(4).putInt(45_455).array();
    for (byte[] readable : List.of(with("cHRM", adobe, png), with("cHRM", usual, with("gAMA", gamma, png)),
        with("cHRM", adobe, with("gAMA", gamma, with("sRGB", new byte[1], png))),
        with("cICP", new byte[] {1, 13, 0, 1}, png))) {
      Files.write(file, readable);
      assertEquals(2, PngFrames.read(folder, 10).width());
    }
    Files.write(file, with("cHRM", adobe, with("gAMA", gamma, png)));
    assertSaysWhy(file, "states other primary colours than those of sRGB");
    Files.write(file, with("cICP", new byte[] {9, 16, 0, 1}, png));
    assertSaysWhy(file, "has colours of the kind 9/16/0/1 (cICP)");
  }

  private static byte[] chromaticities(int greenX, int greenY) {
    ByteBuffer numbers = ByteBuffer.allocate(32);
    for (int number : new int[] {31_270, 32_900, 64_000, 33_000, greenX, greenY, 15_000, 6_000}) {
      numbers.putInt(number);
    }
    return numbers.array();
  }

  @Test
  void aColourProfileThatCannotBeReadIsNamed() throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.write("its name\0\0".getBytes(StandardCharsets.US_ASCII));
    try (DeflaterOutputStream profile = new DeflaterOutputStream(chunk)) {
      profile.write("no profile".repeat(20).getBytes(StandardCharsets.US_ASCII));
    }
    byte[] png = PngFrames.png(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB));
    for (byte[] broken : List.of(chunk.toByteArray(), "its name\0\0no stream".getBytes(StandardCharsets.US_ASCII))) {
      Path file = Files.write(folder.resolve("frame-00.png"), with("iCCP", broken, png));
      assertSaysWhy(file, "has the colour profile \"its name\", which cannot be read");
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

  /** Java's reader looks at no checksum; browsers leave the chunk out, or show nothing. */
  @Test
  void aDamagedChunkIsNamed() throws IOException {
    byte[] png = PngFrames.png(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY));
    for (String name : List.of("IHDR", "tRNS", "IDAT", "IEND", "tEXt")) {
      byte[] damaged = with("tEXt", "a\0b".getBytes(StandardCharsets.US_ASCII), with("tRNS", new byte[2], png));
      int at = new String(damaged, StandardCharsets.ISO_8859_1).indexOf(name);
      damaged[at + 4 + ByteBuffer.wrap(damaged).getInt(at - 4)] ^= 1;
      assertSaysWhy(Files.write(folder.resolve("frame-00.png"), damaged),
          "is not a whole PNG picture: the checksum of its " + name + " chunk is wrong");
    }
  }

  /** Of two some viewers take the first, others the last; what comes too late some pass over. */
  @Test
  void chunksThatViewersUnderstandDifferentlyAreRefused() throws IOException {
    byte[] png = PngFrames.png(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY));
    Path file = folder.resolve("frame-00.png");
    byte[] gamma = ByteBuffer.allocate(4).putInt(45_455).array();
    Files.write(file, with("gAMA", gamma, with("gAMA", gamma, png)));
    assertSaysWhy(file, "is not a whole PNG picture: it has two chunks gAMA");
    for (String late : List.of("tRNS", "sRGB", "iCCP")) {
      byte[] chunk = chunk(late, new byte[2]);
      Files.write(file, ByteBuffer.allocate(png.length + chunk.length).put(png, 0, png.length - 12).put(chunk)
          .put(png, png.length - 12, 12).array());
      assertSaysWhy(file, "is not a whole PNG picture: its " + late + " chunk comes after its pixels");
    }
    Files.write(file, with("ABCD", gamma, png));
    assertSaysWhy(file, "is not a whole PNG picture: nobody knows how to read its ABCD chunk");
    Files.write(file, with("sRGB", new byte[] {9}, with("gAMA", ByteBuffer.allocate(4).putInt(100_000).array(), png)));
    assertSaysWhy(file, "states a gamma of 1.0");            // no kind of sRGB is number 9
  }

  @Test
  void coloursThatThePaletteDoesNotHaveAreRefused() throws IOException {
    byte[] shades = {0, 0, 0, -1, -1, -1};
    BufferedImage indexed = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_BINARY,
        new IndexColorModel(2, 4, new byte[4], new byte[4], new byte[4]));
    indexed.getRaster().setSample(3, 0, 0, 2);
    byte[] png = PngFrames.png(indexed);
    int palette = new String(png, StandardCharsets.ISO_8859_1).indexOf("PLTE") - 4;
    byte[] shorter = chunk("PLTE", shades);
    Path file = Files.write(folder.resolve("frame-00.png"), ByteBuffer.allocate(png.length - 6).put(png, 0, palette)
        .put(shorter).put(png, palette + 24, png.length - palette - 24).array());
    assertSaysWhy(file, "shows colour 2 of a palette of 2");
  }

  /** As the specification has it: of a sample's two bytes only as many bits count as samples have. */
  @Test
  void transparentColourMayHaveBitsThatDoNotCount() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0x102030);
    Files.write(folder.resolve("frame-00.png"), with("tRNS", new byte[] {3, 0x10, 3, 0x20, 3, 0x30}, PngFrames.png(image)));
    Clip clip = PngFrames.read(folder, 10);
    assertEquals(List.of(255, 255, 255), rgb(clip, 0));
    assertEquals(List.of(0, 0, 0), rgb(clip, 1));
  }

  /** A text may be broken, or a megabyte that unpacks to a gigabyte. */
  @Test
  void textsAreNotLookedAt() throws IOException {
    byte[] png = PngFrames.png(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB));
    Files.write(folder.resolve("frame-00.png"), with("zTXt", "a\0\0no stream".getBytes(StandardCharsets.US_ASCII), png));
    assertEquals(2, PngFrames.read(folder, 10).width());
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
    byte[] chunk = chunk(type, data);
    return ByteBuffer.allocate(png.length + chunk.length).put(png, 0, 33).put(chunk).put(png, 33, png.length - 33).array();
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII))
        .put(data).array();
    ByteBuffer.wrap(chunk).putInt(8 + data.length, crc(chunk, 4, 8 + data.length));
    return chunk;
  }

  private static int crc(byte[] bytes, int from, int to) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }
}
