package texttovideo.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jcodec.codecs.h264.H264Encoder;
import org.jcodec.codecs.h264.encode.RateControl;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.io.model.SliceType;
import org.jcodec.codecs.h264.io.model.VUIParameters;
import org.jcodec.common.Codec;
import org.jcodec.common.MuxerTrack;
import org.jcodec.common.VideoCodecMeta;
import org.jcodec.common.VideoEncoder.EncodedFrame;
import org.jcodec.common.io.ByteBufferSeekableByteChannel;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Packet;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Size;
import org.jcodec.containers.mp4.muxer.MP4Muxer;

/**
 * Writes a clip as an MP4 file (H.264 baseline) that browsers and players show in its true colours.
 *
 * <p>A small clip is enlarged first (see {@link #enlargement}): H.264 halves the resolution of colour, which at 64x64
 * would blur the edges of every shape.
 */
public final class Mp4Writer {
  private static final int SHOWN = 256;          // pixels that the longer side of a written clip has at least
  private static final int FINEST = 16;          // H.264's quantiser: the lower, the truer and larger
  private static final int COARSEST = 46;
  private static final int LARGEST = Integer.MAX_VALUE - 8;  // bytes that an array can have
  private static final int COARSER = 6;          // six steps double the quantiser's width

  private Mp4Writer() {
  }

  /** Writes the clip to a file, whole or not at all. */
  public static void write(Clip clip, Path file) throws IOException {
    AtomicFile.write(file, bytes(clip));
  }

  /** The bytes of the clip's MP4 file. The same clip gives the same pixels; the file also holds the time of writing. */
  public static byte[] bytes(Clip clip) {
    Clip shown = clip.enlarged(enlargement(clip));
    List<Picture> pictures = shown.frames().stream()
        .map(frame -> Bt601.toPicture(frame, shown.height(), shown.width())).toList();
    for (int quantiser = FINEST; ; quantiser += COARSER) {
      try {
        return mux(encode(pictures, quantiser), pictures.get(0), clip.fps());
      } catch (ArrayIndexOutOfBoundsException | BufferOverflowException e) {
        // JCodec's tables end where noise is coded finely: only such clips come here, and noise hides a coarser step.
        if (quantiser + COARSER > COARSEST) {
          throw new IllegalStateException("this clip cannot be encoded as H.264 by JCodec: " + clip, e);
        }
      }
    }
  }

  /** How many times a clip is enlarged before it is written: 4 for 64x64, 1 from 256 pixels on. */
  public static int enlargement(Clip clip) {
    return (SHOWN - 1) / Math.max(clip.height(), clip.width()) + 1;
  }

  private static List<EncodedFrame> encode(List<Picture> pictures, int quantiser) {
    H264Encoder encoder = new NamedColours(quantiser);
    List<EncodedFrame> encoded = new ArrayList<>();
    for (Picture picture : pictures) {
      long room = 6L * picture.getWidth() * picture.getHeight() + 4096;
      encoded.add(encoder.encodeFrame(picture, ByteBuffer.allocate(Math.toIntExact(Math.min(room, LARGEST)))));
    }
    return encoded;
  }

  private static byte[] mux(List<EncodedFrame> encoded, Picture first, int fps) {
    int payload = encoded.stream().mapToInt(frame -> frame.getData().remaining()).sum();
    ByteBuffer file = ByteBuffer.allocate(payload + 4096 + 64 * encoded.size());
    try (ByteBufferSeekableByteChannel channel = ByteBufferSeekableByteChannel.writeToByteBuffer(file)) {
      MP4Muxer muxer = MP4Muxer.createMP4MuxerToChannel(channel);
      MuxerTrack track = muxer.addVideoTrack(Codec.H264, VideoCodecMeta.createSimpleVideoCodecMeta(
          new Size(first.getWidth(), first.getHeight()), ColorSpace.YUV420J));
      for (int i = 0; i < encoded.size(); i++) {
        EncodedFrame frame = encoded.get(i);
        track.addFrame(Packet.createPacket(frame.getData(), i, fps, 1, i,
            frame.isKeyFrame() ? Packet.FrameType.KEY : Packet.FrameType.INTER, null));
      }
      muxer.finish();
      ByteBuffer written = channel.getContents();
      byte[] bytes = new byte[written.remaining()];
      written.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);      // nothing is read or written outside memory
    }
  }

  /** Says in the file which colours are meant, so that no player has to guess. */
  private static final class NamedColours extends H264Encoder {
    NamedColours(int quantiser) {
      super(new Constant(quantiser));
    }

    @Override
    public SeqParameterSet initSPS(Size size) {
      SeqParameterSet header = super.initSPS(size);
      header.vuiParams = new VUIParameters();
      header.vuiParams.videoSignalTypePresentFlag = true;
      header.vuiParams.videoFormat = 5;                  // unspecified: not from a broadcast system
      header.vuiParams.videoFullRangeFlag = false;
      header.vuiParams.colourDescriptionPresentFlag = true;
      header.vuiParams.colourPrimaries = 1;              // those of sRGB
      header.vuiParams.transferCharacteristics = 13;     // sRGB
      header.vuiParams.matrixCoefficients = 6;           // BT.601, as Bt601 computes it
      return header;
    }
  }

  /** The same quantiser for every block: size follows from the clip, not the other way round. */
  private record Constant(int quantiser) implements RateControl {
    @Override
    public int startPicture(Size size, int maxSize, SliceType type) {
      return quantiser;
    }

    @Override
    public int initialQpDelta() {
      return 0;
    }

    @Override
    public int accept(int bits) {
      return 0;
    }
  }
}
