package texttovideo.nn;

/** What whole numbers of settings are allowed to be. */
public final class Bounds {
  private Bounds() {
  }

  /**
   * Checks a setting.
   *
   * @param name what the setting is called in the error
   * @throws IllegalArgumentException if the value is not {@code least} to {@code most}, both included
   */
  public static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
    }
  }
}
