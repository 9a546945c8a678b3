package io.anteroom.waitingpage.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder of files that a site may change. It holds a list of what was written there, so that the
 * next time only what is still as it was is written over, or taken away.
 */
final class ExportFolder {

  /** As {@code sha256sum} writes it, and checks it. */
  static final String LIST = "waiting_page/files.sha256";

  /** No other paths: what is listed may be taken away. */
  private static final Pattern LINE =
      Pattern.compile("([0-9a-f]{64})  (index\\.html|waiting_page/[\\w.-]+)");

  private final Path folder;

  ExportFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes files.
   *
   * @param files by their paths within the folder
   * @return the paths of those that are left as they are, since somebody has changed them
   * @throws ExportFault if the folder holds something else, or can't be written
   */
  List<String> write(Map<String, byte[]> files) {
    try {
      Map<String, Set<String>> written = readList();
      List<String> left = new ArrayList<>();
      Map<String, Set<String>> list = new TreeMap<>();
      putList(both(written, files));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        String name = file.getKey();
        if (isChanged(name, written) && !sum(name).equals(Optional.of(sum(file.getValue())))) {
          left.add(name);
          Optional.ofNullable(written.get(name)).ifPresent(sums -> list.put(name, sums));
        } else {
          put(name, file.getValue());
          list.put(name, Set.of(sum(file.getValue())));
        }
      }
      left.addAll(takeAway(written, files.keySet()));
      putList(list);
      return left;
    } catch (IOException e) {
      throw new ExportFault("can't write to " + folder + ": " + e.getMessage(), e);
    }
  }

  /** What may be there once writing has begun, however early it breaks off. */
  private static Map<String, Set<String>> both(
      Map<String, Set<String>> written, Map<String, byte[]> files) {
    Map<String, Set<String>> both = new TreeMap<>();
    written.forEach((name, sums) -> both.put(name, new TreeSet<>(sums)));
    files.forEach(
        (name, bytes) -> both.computeIfAbsent(name, _ -> new TreeSet<>()).add(sum(bytes)));
    return both;
  }

  /** Takes away what belongs to the page no more. */
  private List<String> takeAway(Map<String, Set<String>> written, Set<String> kept)
      throws IOException {
    List<String> left = new ArrayList<>();
    for (String name : written.keySet()) {
      if (kept.contains(name)) {
        continue;
      }
      if (isChanged(name, written)) {
        left.add(name);
      } else {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
    return left;
  }

  private Map<String, Set<String>> readList() throws IOException {
    Path list = folder.resolve(LIST);
    if (Files.exists(list)) {
      return Files.readAllLines(list).stream()
          .map(LINE::matcher)
          .filter(Matcher::matches)
          .collect(
              Collectors.groupingBy(
                  line -> line.group(2),
                  Collectors.mapping(line -> line.group(1), Collectors.toSet())));
    }
    if (Files.exists(folder) && !isEmpty()) {
      throw new ExportFault(folder + " is not empty, and no waiting page was written there before");
    }
    return Map.of();
  }

  private boolean isEmpty() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ExportFault(folder + " is no folder");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /** Whether a file is there that is not as it was written. */
  private boolean isChanged(String name, Map<String, Set<String>> written) throws IOException {
    Optional<String> now = sum(name);
    return now.isPresent() && !written.getOrDefault(name, Set.of()).contains(now.get());
  }

  private Optional<String> sum(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Optional.of(sum(Files.readAllBytes(file))) : Optional.empty();
  }

  private static String sum(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void put(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private void putList(Map<String, Set<String>> list) throws IOException {
    StringBuilder lines = new StringBuilder();
    list.forEach((name, sums) ->
        sums.forEach(sum -> lines.append(sum).append("  ").append(name).append('\n')));
    put(LIST, lines.toString().getBytes(UTF_8));
  }
}
