package dev.freshet.replay.file;

import dev.freshet.replay.LogRefusedException;
import dev.freshet.replay.ReplayConfig;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Rows of a text file, one a line, plain or gzipped; blank lines are no rows. */
final class TextRows implements RawRows {

    private static final int GZIP_BUFFER = 64 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final MessageDigest digest = Fingerprints.sha256();
    private final LineReader lines;
    private final LineFormat format;

    private TextRows(Path path, boolean gzipped, ReplayConfig config, JsonFormat json) {
        this.path = path;
        try {
            channel = FileChannel.open(path);
            InputStream raw = Channels.newInputStream(channel);
            InputStream content = gzipped ? new GZIPInputStream(raw, GZIP_BUFFER) : raw;
            lines = new LineReader(new DigestInputStream(content, digest));
        } catch (IOException e) {
            throw unreadable(e, "");
        }
        try {
            format = json != null ? json : CsvFormat.of(path, headerLine(), config);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    static TextRows csv(Path path, boolean gzipped, ReplayConfig config) {
        return new TextRows(path, gzipped, config, null);
    }

    static TextRows json(Path path, boolean gzipped, JsonFormat format) {
        return new TextRows(path, gzipped, null, format);
    }

    @Override
    public RawRow next() {
        String text = nextLine();
        while (text != null && text.isBlank() && lines.fault() == null) {
            text = nextLine();
        }
        if (text == null) {
            return null;
        }
        if (lines.fault() != null) {
            return RawRow.faulty(lines.number(), lines.fault(), text);
        }
        try {
            return RawRow.read(lines.number(), format.fields(text), text);
        } catch (IllegalArgumentException e) {
            return RawRow.faulty(lines.number(), e.getMessage(), text);
        }
    }

    @Override
    public double fraction() {
        try {
            return channel.position() / (double) Math.max(1, channel.size());
        } catch (IOException e) {
            throw unreadable(e, "");
        }
    }

    @Override
    public String fingerprint() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private String headerLine() {
        String line = nextLine();
        if (line == null) {
            throw new LogRefusedException(path + " is empty");
        }
        if (lines.fault() != null || line.indexOf('\0') >= 0) {
            throw new LogRefusedException(path + " does not look like text; name a CSV or JSONL file in UTF-8"
                    + " (plain or gzipped), or a Parquet file");
        }
        return line;
    }

    private String nextLine() {
        try {
            String line = lines.next();
            return line != null && lines.number() == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
        } catch (IOException e) {
            throw unreadable(e, ", after line " + lines.number());
        }
    }

    private LogRefusedException unreadable(IOException e, String after) {
        String place = path + after;
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
            throw unreadable(e, "");
        }
    }
}
