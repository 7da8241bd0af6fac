package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class VisualHullTest {
  private static final int SIZE = 32;

  @Test
  void aBlockFillsItsSpace() {
    assertEquals(8, new VisualHull(SIZE).volume());
  }

  @Test
  void aSquareShadowAllAroundLeavesACylinder() {
    VisualHull hull = new VisualHull(SIZE);
    for (int degrees = 0; degrees < 180; degrees += 6) {
      hull.carve(box(0.75), degrees);
    }
    double cylinder = Math.PI * 0.75 * 0.75 * 1.5;
    assertEquals(cylinder, hull.volume(), 0.06 * cylinder);
  }

  @Test
  void whatIsCarvedCastsTheShadowItWasCarvedBy() {
    VisualHull hull = new VisualHull(SIZE).carve(disc(), 0).carveFromAbove(box(0.75));
    assertEquals(disc(), hull.shadow(0));
  }

  @Test
  void theViewFromAboveKeepsLeftAndFront() {
    boolean[][] corner = new boolean[2][2];
    corner[1][0] = true;                           // in front, to the left
    VisualHull hull = new VisualHull(2).carveFromAbove(new Shadow(corner));
    assertEquals(new Shadow(corner), hull.shadowFromAbove());
    assertEquals(2, hull.volume());
    assertArrayEquals(new boolean[] {true, false}, hull.shadow(0).dark()[0]);
  }

  @Test
  void aPlugFitsARoundASquareAndATriangularHoleOfOneSize() {
    Shadow round = disc().fitted();
    Shadow square = box(0.5).fitted();
    Shadow triangle = triangle().fitted();
    VisualHull plug = new VisualHull(SIZE).carve(round, 0).carve(square, 90).carveFromAbove(triangle);
    assertEquals(1, round.coveredBy(plug.shadow(0)));
    assertEquals(1, square.coveredBy(plug.shadow(90)));
    assertEquals(1, triangle.coveredBy(plug.shadowFromAbove()));
    VisualHull loose = new VisualHull(SIZE).carve(disc(), 0).carve(box(0.5), 90).carveFromAbove(triangle());
    assertNotEquals(1, triangle().coveredBy(loose.shadowFromAbove()));
  }

  private static Shadow triangle() {
    boolean[][] shadow = new boolean[SIZE][SIZE];
    for (int row = 2; row < SIZE - 2; row++) {
      for (int x = 0; x < SIZE; x++) {
        shadow[row][x] = Math.abs(x - 15.5) <= row / 2.0;
      }
    }
    return new Shadow(shadow);
  }

  @Test
  void aPictureShowsTheTurn() {
    VisualHull hull = new VisualHull(SIZE).carve(disc(), 0);
    assertNotEquals(hull.picture(0).getRGB(160, 80), hull.picture(90).getRGB(160, 80));
  }

  private static Shadow disc() {
    boolean[][] shadow = new boolean[SIZE][SIZE];
    for (int i = 0; i < SIZE * SIZE; i++) {
      int row = i / SIZE;
      shadow[row][i % SIZE] = Math.hypot(row - 15.5, i % SIZE - 15.5) < 11.5;
    }
    return new Shadow(shadow);
  }

  private static Shadow box(double half) {
    boolean[][] shadow = new boolean[SIZE][SIZE];
    for (int i = 0; i < SIZE * SIZE; i++) {
      int row = i / SIZE;
      shadow[row][i % SIZE] = Math.max(Math.abs(row - 15.5), Math.abs(i % SIZE - 15.5)) < half * SIZE / 2;
    }
    return new Shadow(shadow);
  }
}
