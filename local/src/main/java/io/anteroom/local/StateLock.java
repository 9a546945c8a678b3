package io.anteroom.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second stack away from a state directory. The system takes the lock back when the process
 * ends, however it ends.
 */
final class StateLock implements AutoCloseable {
  private final FileChannel channel;

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock and leaves word of who has it.
   *
   * @throws CannotStart if another process has it; the message says which
   */
  static StateLock take(StateDirectory state, LocalSettings settings) {
    Path file = state.lock();
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new CannotStart(
            "Anteroom already runs on %s (%s); stop that one, or set %s to start another"
                .formatted(state.home(), holder(file), LocalSettings.HOME));
      }
      String word =
          "process %d, %s and %s"
              .formatted(
                  ProcessHandle.current().pid(), settings.publicOrigin(), settings.privateOrigin());
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(word.getBytes(StandardCharsets.UTF_8)));
      return new StateLock(channel);
    } catch (IOException e) {
      throw new CannotStart("the lock " + file + " can't be taken: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String holder(Path file) throws IOException {
    return Optional.of(Files.readString(file)).filter(w -> !w.isBlank()).orElse("it just starts");
  }
}
