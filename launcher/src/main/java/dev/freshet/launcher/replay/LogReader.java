package dev.freshet.launcher.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** One pass over a log's rows in the order of the file; blank lines are no rows. */
final class LogReader implements Rows {

    private static final int GZIP_BUFFER = 64 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final MessageDigest digest;
    private final LineReader lines;
    private final RowParser parser;
    private long time;

    LogReader(Path path, boolean gzipped, ReplayConfig config, long firstTime) {
        this.path = path;
        this.time = firstTime;
        try {
            digest = MessageDigest.getInstance("SHA-256");
            channel = FileChannel.open(path);
            InputStream raw = Channels.newInputStream(channel);
            InputStream content = gzipped ? new GZIPInputStream(raw, GZIP_BUFFER) : raw;
            lines = new LineReader(new DigestInputStream(content, digest));
            parser = new RowParser(LogHeader.of(path, headerLine(), config), config.timeUnit());
        } catch (IOException e) {
            throw unreadable(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public LogRow next() {
        String text = nextLine();
        while (text != null && text.isBlank() && lines.fault() == null) {
            text = nextLine();
        }
        if (text == null) {
            return null;
        }
        LogRow row = parser.parse(lines.number(), text, lines.fault(), time);
        time = row.time();
        return row;
    }

    /** Bytes of the file read so far, compressed where it is. */
    long bytesRead() {
        try {
            return channel.position();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** SHA-256 of the uncompressed bytes read so far, in hexadecimal; ends the digest. */
    String fingerprint() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private String headerLine() {
        String line = nextLine();
        if (line == null) {
            throw new LogRefusedException(path + " is empty");
        }
        if (lines.fault() != null || line.indexOf('\0') >= 0) {
            throw new LogRefusedException(path + " does not look like text; name a CSV or CSV.gz file in UTF-8");
        }
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    private String nextLine() {
        try {
            return lines.next();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private LogRefusedException unreadable(IOException e) {
        String place = path + (lines == null ? "" : ", after line " + lines.number());
        if (e instanceof EOFException) {
            return new LogRefusedException(
                    place + ": the gzip data end too early; the file is truncated, copy it again", e);
        }
        if (e instanceof ZipException) {
            return new LogRefusedException(place + ": the gzip data are damaged; copy the file again", e);
        }
        return new LogRefusedException(place + ": cannot be read: " + e, e);
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
