package dev.openenv.recording;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file under a writer: locked against other writers, appended to by whole blocks. Confined to one thread at a time.
 *
 * <p>It is a {@link RandomAccessFile} and not a channel, because a channel is closed for all threads when one of them is
 * interrupted in it.
 */
final class RecordingFile implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingFile.class);

    private final RandomAccessFile file;
    private final FileDescriptor descriptor;
    private final OutputStream out;
    private final HashChain chain = new HashChain();
    private long end;

    private RecordingFile(RandomAccessFile file, FileDescriptor descriptor) {
        this.file = file;
        this.descriptor = descriptor;
        out = new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16);
    }

    /** Opens a file, making it when it is not there. */
    static RecordingFile open(Path path) throws IOException {
        var file = new RandomAccessFile(path.toFile(), "rw");
        try {
            lock(path, file);
            return new RecordingFile(file, file.getFD());
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Locks one byte far behind the content, so that readers are free where locks are mandatory. */
    private static void lock(Path path, RandomAccessFile file) {
        try {
            if (file.getChannel().tryLock(Long.MAX_VALUE - 1, 1, false) == null) {
                throw inUse(path, null);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(path, e);
        } catch (IOException e) {
            LOG.warn("recording={} cannot be locked, make sure that nobody else writes it: {}", path, e.toString());
        }
    }

    private static RecordingException inUse(Path path, @Nullable OverlappingFileLockException e) {
        return RecordingException.file("recording_in_use", path, "another writer has the file open", e);
    }

    /** The content from the start; closing it does nothing. */
    InputStream content() throws IOException {
        file.seek(0);
        return new FilterInputStream(new FileInputStream(descriptor)) {
            @Override
            public void close() {}
        };
    }

    long size() throws IOException {
        return file.length();
    }

    /** Empties the file and writes the header. */
    void start() throws IOException {
        if (file.length() > 0) {
            file.setLength(0);
        }
        file.seek(0);
        append(List.of(HashedLine.header()));
    }

    /** Goes on behind the last whole line, cutting off what follows it. */
    void resume(long wholeUntil, boolean lineEnded, String lastHash) throws IOException {
        if (file.length() > wholeUntil) {
            file.setLength(wholeUntil);
        }
        file.seek(wholeUntil);
        if (!lineEnded) {
            file.write('\n');
        }
        end = file.getFilePointer();
        chain.continueFrom(lastHash);
    }

    void append(List<HashedLine> lines) throws IOException {
        var written = 0L;
        for (var line : lines) {
            written += line.writeTo(out, chain);
        }
        out.flush();
        end += written;
    }

    /** Removes what a failed append left. */
    void cutBack() throws IOException {
        file.setLength(end);
    }

    void sync() throws IOException {
        descriptor.sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
