package io.anteroom.waitingpage;

import io.anteroom.pagefiles.PageFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the pages look and what they say: our way, or a site's own. A site has up to three files:
 *
 * <ul>
 *   <li>{@code theme.css}: colours and letters, in place of ours
 *   <li>{@code mark.svg}: the mark above the page, in place of ours
 *   <li>{@code texts.json}: words in place of some of ours, by language or, under {@code *}, for
 *       all of them: {@code {"*": {"room": "Kiln"}, "en": {"go": "Check out now"}}}. A language
 *       that is not one of ours needs all texts
 * </ul>
 */
public final class Look {

  static final String THEME = "theme.css";
  static final String MARK = "mark.svg";
  static final String TEXTS = "texts.json";

  /** In place of a language: all of them. */
  static final String ALL = "*";

  private final Map<String, PageFile> files;
  private final Map<String, Map<String, String>> words;

  private Look(Map<String, PageFile> files, Map<String, Map<String, String>> words) {
    this.files = files;
    this.words = words;
  }

  /** Ours. */
  public static Look ours() {
    return new Look(Map.of(), Map.of());
  }

  /**
   * A site's own, as it lies in a folder. Names that begin with a dot are not looked at.
   *
   * @throws IllegalArgumentException if something is wrong with it; the message says what and where
   */
  public static Look in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(folder + " is no folder");
    }
    Map<String, byte[]> files = new HashMap<>();
    for (Path file : list(folder)) {
      files.put(String.valueOf(file.getFileName()), read(file));
    }
    return of(folder + ": ", files);
  }

  /**
   * A site's own.
   *
   * @param files by their names
   * @throws IllegalArgumentException if something is wrong with them; the message says what
   */
  public static Look of(Map<String, byte[]> files) {
    return of("", files);
  }

  private static Look of(String where, Map<String, byte[]> files) {
    try {
      LookReader reader = new LookReader(files);
      return new Look(reader.files(), reader.words());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + e.getMessage(), e);
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !String.valueOf(file.getFileName()).startsWith(".")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No more of it than shows that it is too large. */
  private static byte[] read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(LookReader.MOST_BYTES + 1);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " can't be read", e);
    }
  }

  /** Files in place of those of ours that have the same names. */
  Map<String, PageFile> files() {
    return files;
  }

  /** Words in place of ours. */
  Map<String, Map<String, String>> words() {
    return words;
  }
}
