package texttovideo.video;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jcodec.codecs.h264.H264Decoder;
import org.jcodec.codecs.h264.H264Utils;
import org.jcodec.codecs.h264.decode.FrameReader;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.mp4.AvcCBox;
import org.jcodec.common.DemuxerTrack;
import org.jcodec.common.DemuxerTrackMeta;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.logging.Logger;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Packet;
import org.jcodec.common.model.Picture;
import org.jcodec.containers.mp4.MP4Packet;
import org.jcodec.containers.mp4.boxes.NodeBox;
import org.jcodec.containers.mp4.demuxer.AbstractMP4DemuxerTrack;
import org.jcodec.containers.mp4.demuxer.MP4Demuxer;
import org.jcodec.containers.mp4.demuxer.PCMMP4DemuxerTrack;

/** The film of an MP4 file (or MOV, which is built alike), as long as it is H.264 of the kind that phones and browsers use. */
record Mp4Source(Path file) implements ClipSource {
  static final String CONVERT = "; convert it, as in: ffmpeg -i IN -c:v libx264 -pix_fmt yuv420p OUT.mp4";
  /** For films whose size may be odd, or not what is shown. */
  static final String CONVERT_SIZE = "; convert it, as in: ffmpeg -i IN "
      + "-vf \"scale=trunc(iw*sar/2)*2:trunc(ih/2)*2,setsar=1\" -c:v libx264 -pix_fmt yuv420p OUT.mp4";

  private static final Map<String, String> OTHERS = Map.of("hvc1", "H.265 (HEVC)", "hev1", "H.265 (HEVC)", "av01", "AV1",
      "vp09", "VP9", "mp4v", "MPEG-4 part 2");
  /** Baseline, Main, Extended, High, High 10 and High 4:2:2: of others JCodec reads the settings wrongly, and for hours. */
  private static final Set<Integer> PROFILES = Set.of(66, 77, 88, 100, 110, 122);
  private static final int BLOCK = 16;           // pixels, of which H.264 codes whole squares

  static {
    try {
      Logger.addSink(message -> { });            // else JCodec writes what it stumbles over where results belong; errors say it
    } catch (IllegalStateException hasBegun) {
      // Somebody else in this process uses JCodec, and decides.
    }
  }

  /** Reads the file's film. */
  private interface Task<T> {
    T run(Film film) throws IOException;
  }

  /** An open film. */
  private record Film(DemuxerTrack track, DemuxerTrackMeta meta, SeqParameterSet settings, Mp4Notes notes) {
  }

  @Override
  public Header header() throws IOException {
    return open(this::header);
  }

  private Header header(Film film) throws IOException {
    int stored = film.meta.getTotalFrames();
    if (stored == 0) {
      throw new IOException("the film of " + file + " lists no frames: it is empty, or in fragments" + CONVERT);
    }
    film.notes.requireNone(film.settings);
    int height = H264Utils.getPicSize(film.settings).getHeight();
    int width = H264Utils.getPicSize(film.settings).getWidth();
    new Header(height, width, stored).require(file);
    int frames = film.notes.shownFrames(stored);
    return (turns(film.meta) % 2 == 0 ? new Header(height, width, frames) : new Header(width, height, frames)).require(file);
  }

  @Override
  public void read(Sink sink) throws IOException {
    open(film -> {
      header(film);
      H264Decoder decoder = H264Decoder.createH264DecoderFromCodecPrivate(film.meta.getCodecPrivate());
      try {
        read(film, decoder, sink);
      } finally {
        stopThreads(decoder);
      }
      return null;
    });
  }

  private static void read(Film film, H264Decoder decoder, Sink sink) throws IOException {
    YuvColours colours = YuvColours.of(film.settings);
    int turns = turns(film.meta);
    FrameReader reader = new FrameReader();
    reader.addSpsList(H264Utils.getRawSPS(film.meta.getCodecPrivate().duplicate()));
    reader.addPpsList(H264Utils.getRawPPS(film.meta.getCodecPrivate().duplicate()));
    byte[][] room = Picture.create(BLOCK * (film.settings.picWidthInMbsMinus1 + 1),
        BLOCK * (film.settings.picHeightInMapUnitsMinus1 + 1), ColorSpace.YUV420).getData();
    for (Packet packet = film.track.nextFrame(); packet != null; packet = film.track.nextFrame()) {
      film.notes.requireDecodable(packet.getData(), film.settings, reader);
      long time = packet instanceof MP4Packet coded ? coded.getMediaPts() : packet.getPts();
      Picture coded = decoder.decodeFrame(packet.getData(), room);
      if (coded != null && film.notes.shows(time)) {
        Picture picture = coded.cropped();
        byte[] rgb = turned(colours.rgb(picture), picture.getHeight(), picture.getWidth(), turns);
        boolean upright = turns % 2 == 0;
        sink.take((double) time / packet.getTimescale(), rgb,
            upright ? picture.getHeight() : picture.getWidth(), upright ? picture.getWidth() : picture.getHeight());
      }
    }
  }

  private <T> T open(Task<T> task) throws IOException {
    Mp4Boxes.requireWhole(file);
    try (SeekableByteChannel channel = NIOUtils.readableChannel(file.toFile())) {
      MP4Demuxer demuxer = demuxer(channel);
      DemuxerTrack track = demuxer.getVideoTrack();
      requireReadable(track);
      Mp4Notes notes = Mp4Notes.of(file, ((AbstractMP4DemuxerTrack) track).getBox(), demuxer.getMovie().getTimescale());
      return task.run(new Film(track, track.getMeta(), settings(track.getMeta()), notes));
    } catch (RuntimeException error) {           // JCodec throws any where a file is broken
      throw new IOException(file + " is not a whole MP4 file of H.264 of a kind that can be decoded" + CONVERT_SIZE, error);
    }
  }

  private MP4Demuxer demuxer(SeekableByteChannel channel) throws IOException {
    MP4Demuxer demuxer;
    try {
      demuxer = MP4Demuxer.createMP4Demuxer(channel);
    } catch (IOException | RuntimeException error) {
      throw new IOException(file + " is not a whole MP4 file", error);
    }
    if (demuxer.getVideoTrack() == null) {
      throw new IOException(file + " holds no film");
    }
    return demuxer;
  }

  /** What JCodec would stumble over with words that help nobody. */
  private void requireReadable(DemuxerTrack track) throws IOException {
    String kind = track instanceof AbstractMP4DemuxerTrack coded ? String.valueOf(coded.getFourcc()) : "";
    if (!kind.matches("avc\\d")) {
      throw new IOException("the film of " + file + " is " + OTHERS.getOrDefault(kind, "of an unknown codec") + ", not H.264"
          + CONVERT);
    }
    if (!kind.equals("avc1")) {                  // settings between the frames
      throw new IOException(file + " may say among its frames how they are coded (" + kind + ")" + CONVERT);
    }
    int ways = ((AbstractMP4DemuxerTrack) track).getSampleEntries().length;
    if (ways > 1) {                              // JCodec takes the first for all frames
      throw new IOException("the film of " + file + " is coded in " + ways + " ways" + CONVERT);
    }
    AvcCBox coding = NodeBox.findFirst(((AbstractMP4DemuxerTrack) track).getSampleEntries()[0], AvcCBox.class, "avcC");
    if (coding != null && !PROFILES.contains(coding.getProfile() & 0xff)) {
      throw new IOException("the film of " + file + " has colours at full size, or is coded without loss" + CONVERT_SIZE);
    }
    if (track instanceof PCMMP4DemuxerTrack) {   // JCodec's reader of samples of one length: of a film, the only frame
      throw new IOException("the film of " + file + " has a single frame, so nothing moves in it");
    }
  }

  private SeqParameterSet settings(DemuxerTrackMeta meta) throws IOException {
    List<ByteBuffer> all = meta.getCodecPrivate() == null ? List.of()
        : H264Utils.getRawSPS(meta.getCodecPrivate().duplicate());
    if (all.isEmpty()) {
      throw new IOException(file + " does not say before its frames how they are coded" + CONVERT);
    }
    SeqParameterSet settings = H264Utils.readSPS(all.get(0).duplicate());
    if (!settings.frameMbsOnlyFlag || settings.bitDepthLumaMinus8 != 0 || settings.bitDepthChromaMinus8 != 0
        || !List.of(ColorSpace.YUV420J, ColorSpace.YUV420).contains(settings.chromaFormatIdc)) {
      throw new IOException("the film of " + file + " is interlaced, or has more than 8 bits or colours at full size" + CONVERT);
    }
    return settings;
  }

  /** Quarter turns to the right that bring the picture upright: phones film as they are held and note it. */
  private static int turns(DemuxerTrackMeta meta) {
    return meta.getOrientation() == null ? 0 : switch (meta.getOrientation()) {
      case D_90 -> 1;
      case D_180 -> 2;
      case D_270 -> 3;
      default -> 0;
    };
  }

  private static byte[] turned(byte[] rgb, int height, int width, int turns) {
    if (turns == 0) {
      return rgb;
    }
    byte[] turned = new byte[rgb.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int to = switch (turns) {
          case 1 -> x * height + height - 1 - y;
          case 2 -> (height - 1 - y) * width + width - 1 - x;
          default -> (width - 1 - x) * height + y;
        };
        System.arraycopy(rgb, 3 * (y * width + x), turned, 3 * to, 3);
      }
    }
    return turned;
  }

  /** JCodec starts threads for frames of several parts, and never ends them: thousands of clips would leave thousands. */
  private static void stopThreads(H264Decoder decoder) {
    try {
      Field threads = H264Decoder.class.getDeclaredField("tp");
      threads.setAccessible(true);
      if (threads.get(decoder) instanceof ExecutorService service) {
        service.shutdown();
      }
    } catch (ReflectiveOperationException another) {
      // Another version of JCodec: they stay.
    }
  }
}
