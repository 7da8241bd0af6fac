package texttovideo.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jcodec.codecs.h264.H264Utils;
import org.jcodec.codecs.h264.decode.FrameReader;
import org.jcodec.codecs.h264.decode.SliceReader;
import org.jcodec.codecs.h264.io.model.AspectRatio;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.io.model.SliceHeader;
import org.jcodec.codecs.h264.io.model.SliceType;
import org.jcodec.codecs.h264.io.model.VUIParameters;
import org.jcodec.common.model.Rational;
import org.jcodec.common.model.Size;
import org.jcodec.containers.mp4.boxes.CompositionOffsetsBox;
import org.jcodec.containers.mp4.boxes.Edit;
import org.jcodec.containers.mp4.boxes.EditListBox;
import org.jcodec.containers.mp4.boxes.NodeBox;
import org.jcodec.containers.mp4.boxes.TimeToSampleBox;
import org.jcodec.containers.mp4.boxes.TrakBox;

/**
 * What an MP4 file notes beside its frames, by which viewers change what they show and JCodec does not: frames that are
 * stored but not shown, mirrors, pixels that are not square, colours. And what JCodec decodes wrongly without a word.
 *
 * @param file  its name in error messages
 * @param track the film
 * @param from  when what is shown begins, in the film's own units
 * @param to    when it has ended
 */
record Mp4Notes(Path file, TrakBox track, long from, long to) {
  private static final Set<Integer> WIDE_MATRICES = Set.of(9, 10);       // BT.2020, as H.264 numbers what it notes
  private static final Set<Integer> HIGH_RANGES = Set.of(16, 18);        // PQ and HLG
  private static final int SQUARE = 1;
  private static final double NEARLY = 0.02;
  private static final int NO_DEBLOCKING = 1;

  /**
   * Reads the list of cuts.
   *
   * @param movieUnits units a second of the whole file
   * @throws IOException if it puts the film together of several parts, or cannot be read
   */
  static Mp4Notes of(Path file, TrakBox track, int movieUnits) throws IOException {
    EditListBox cuts = NodeBox.findFirstPath(track, EditListBox.class, new String[] {"edts", "elst"});
    if (cuts != null && cuts.getVersion() != 0) {          // numbers of 64 bits, which JCodec takes for 32
      throw new IOException("the list of cuts of " + file + " is of a form that cannot be read" + Mp4Source.CONVERT);
    }
    List<Edit> edits = track.getEdits() == null ? List.of()
        : track.getEdits().stream().filter(edit -> edit.getMediaTime() >= 0).toList();       // others are waits
    if (edits.size() > 1) {
      throw new IOException("the film of " + file + " is put together of " + edits.size() + " parts of what it stores"
          + Mp4Source.CONVERT);
    }
    if (edits.isEmpty()) {
      return new Mp4Notes(file, track, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    long from = edits.get(0).getMediaTime();
    long length = edits.get(0).getDuration();
    return new Mp4Notes(file, track, from, length == 0 ? Long.MAX_VALUE
        : from + (long) Math.ceil((double) length * track.getTimescale() / Math.max(1, movieUnits)));
  }

  /** Whether a frame is shown: a film that was cut without being coded anew keeps frames that others build on. */
  boolean shows(long time) {
    return time >= from && time < to;
  }

  /** How many of the stored frames are shown. */
  int shownFrames(int stored) {
    TimeToSampleBox.TimeToSampleEntry[] lengths = track.getStts().getEntries();
    CompositionOffsetsBox.Entry[] offsets = track.getCtts() == null ? new CompositionOffsetsBox.Entry[0]
        : track.getCtts().getEntries();
    int shown = 0;
    long decoded = 0;                            // when a frame is decoded; it is shown so much later as its offset says
    int length = 0;
    int ofLength = 0;
    int offset = 0;
    int ofOffset = 0;
    for (int i = 0; i < stored; i++) {
      while (offset < offsets.length && ofOffset >= offsets[offset].getCount()) {
        offset++;
        ofOffset = 0;
      }
      shown += shows(decoded + (offset < offsets.length ? offsets[offset].getOffset() : 0)) ? 1 : 0;
      while (length < lengths.length - 1 && ofLength >= lengths[length].getSampleCount()) {
        length++;
        ofLength = 0;
      }
      decoded += lengths[length].getSampleDuration();
      ofLength++;
      ofOffset++;
    }
    return shown;
  }

  /**
   * Refuses what a viewer shows in another way than its frames alone say.
   *
   * @throws IOException naming the file and the remedy
   */
  void requireNone(SeqParameterSet settings) throws IOException {
    requireUpright(track.getTrackHeader().getMatrix());
    VUIParameters said = settings.vuiParams;
    Rational pixel = track.getPAR();
    if ((pixel != null && !nearlyEqual(pixel.getNum(), pixel.getDen())) || (said != null && said.aspectRatioInfoPresentFlag
        && (said.aspectRatio == AspectRatio.Extended_SAR ? !nearlyEqual(said.sarWidth, said.sarHeight)
            : said.aspectRatio.getValue() > SQUARE))) {
      throw new IOException("the pixels of " + file + " are not square" + Mp4Source.CONVERT_SIZE);
    }
    if (said != null && said.videoSignalTypePresentFlag && said.colourDescriptionPresentFlag
        && (WIDE_MATRICES.contains(said.matrixCoefficients) || HIGH_RANGES.contains(said.transferCharacteristics))) {
      throw new IOException("the colours of " + file + " are those of HDR or BT.2020, not the usual ones; film without HDR, "
          + "or save it with colours of BT.709");
    }
  }

  /** A picture made smaller to even sizes has pixels of 224:225 or the like: nobody sees it. */
  private static boolean nearlyEqual(int width, int height) {
    return Math.abs(width - height) <= NEARLY * Math.max(width, height);
  }

  /** Quarter turns are left to {@link Mp4Source}. */
  private void requireUpright(int[] matrix) throws IOException {
    int a = matrix[0];
    int b = matrix[1];
    int c = matrix[3];
    int d = matrix[4];
    boolean plain = b == 0 && c == 0 && a == d;
    boolean quarter = a == 0 && d == 0 && b == -c;
    if (!plain && !quarter) {
      throw new IOException("the film of " + file + " is shown mirrored or turned by no quarter" + Mp4Source.CONVERT);
    }
  }

  /**
   * Refuses a frame that JCodec decodes wrongly: one whose parts are predicted from the motion between two others ("temporal
   * direct prediction", which x264 uses in its slower presets), one whose blocks' edges are to stay as they are (no
   * deblocking, as in x264's fastest preset), which it smooths all the same, and one whose frequencies have weights of their own
   * (scaling matrices), which it does not apply in full. And one of another size or other colours than the
   * first, as in films put together of several.
   *
   * @param frame    its bytes, which stay as they are
   * @param settings the film's
   * @param reader   knows the settings of the frames before this one, and takes those that this one brings
   */
  void requireDecodable(ByteBuffer frame, SeqParameterSet settings, FrameReader reader) throws IOException {
    ByteBuffer copy = ByteBuffer.allocate(frame.remaining()).put(frame.duplicate()).flip();      // the reader changes bytes
    List<SliceReader> slices = reader.readFrame(H264Utils.splitFrame(copy));
    for (SliceReader slice : slices == null ? List.<SliceReader>of() : slices) {
      SliceHeader header = slice.getSliceHeader();
      requireNone(header.sps);
      Size size = H264Utils.getPicSize(header.sps);
      if (!size.equals(H264Utils.getPicSize(settings)) || !YuvColours.of(header.sps).equals(YuvColours.of(settings))) {
        throw new IOException("the film of " + file + " changes its size or the form of its colours on the way"
            + Mp4Source.CONVERT);
      }
      String wrong = wrong(header);
      if (!wrong.isEmpty()) {
        throw new IOException("the film of " + file + " is coded in a way that would be decoded wrongly (" + wrong + ")"
            + Mp4Source.CONVERT);
      }
    }
  }

  /** What JCodec decodes wrongly of a part of a frame, or nothing. */
  private static String wrong(SliceHeader header) {
    if (header.disableDeblockingFilterIdc == NO_DEBLOCKING) {
      return "without deblocking";
    }
    if (header.sps.scalingMatrix != null || (header.pps.extended != null && header.pps.extended.scalingMatrix != null)) {
      return "scaling matrices";
    }
    // A film that predicts nothing directly (x264's direct=none) says so too, and is refused with them.
    return header.sliceType == SliceType.B && !header.directSpatialMvPredFlag ? "temporal direct prediction" : "";
  }
}
