package dev.freshet.replay.file;

import dev.freshet.core.hash.Sha256;
import dev.freshet.replay.LogRefusedException;
import dev.freshet.replay.file.LineReader.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Rows of a text file, one per line, plain or gzipped; blank lines are skipped. */
final class TextRows implements RawRows {

    private static final int GZIP_BUFFER = 64 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final MessageDigest digest = Sha256.newDigest();
    private final LineReader lines;
    private final LineParser parser;
    private long number;

    TextRows(Path path, LogFormat format, Columns columns) {
        this.path = path;
        try {
            channel = FileChannel.open(path);
            InputStream raw = Channels.newInputStream(channel);
            InputStream content = format.gzipped() ? new GZIPInputStream(raw, GZIP_BUFFER) : raw;
            lines = new LineReader(new DigestInputStream(content, digest));
        } catch (IOException e) {
            throw LogRefusedException.unreadable(path.toString(), e);
        }
        try {
            parser = format.kind() == LogFormat.Kind.JSONL ? LineParser.json(columns) : csv(columns);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private LineParser csv(Columns columns) {
        Line header = nextLine();
        if (header == null) {
            throw new LogRefusedException(path + " is empty");
        }
        if (header.fault() != null || header.text().indexOf('\0') >= 0) {
            throw new LogRefusedException(path + " does not look like text; name a CSV or JSONL file in UTF-8"
                    + " (plain or gzipped), or a Parquet file");
        }
        try {
            return LineParser.csv(header.text(), columns);
        } catch (IllegalArgumentException e) {
            throw new LogRefusedException(path + ": the first line is not a CSV header: " + e.getMessage(), e);
        }
    }

    @Override
    public RawRow next() {
        Line line = nextLine();
        while (line != null && line.fault() == null && line.text().isBlank()) {
            line = nextLine();
        }
        if (line == null) {
            return null;
        }
        if (line.fault() != null) {
            return RawRow.faulty(line.number(), line.fault(), line.text());
        }
        try {
            return RawRow.read(line.number(), parser.parse(line.text()), line.text());
        } catch (IllegalArgumentException e) {
            return RawRow.faulty(line.number(), e.getMessage(), line.text());
        }
    }

    private Line nextLine() {
        try {
            Line line = lines.next();
            number = line == null ? number : line.number();
            return line;
        } catch (IOException e) {
            throw LogRefusedException.unreadable(path + ", after line " + number, e);
        }
    }

    /** Names of the columns in the header, or of the fields in the rows so far. */
    Set<String> names() {
        return parser.names();
    }

    @Override
    public double fraction() {
        try {
            return channel.position() / (double) Math.max(1, channel.size());
        } catch (IOException e) {
            throw LogRefusedException.unreadable(path.toString(), e);
        }
    }

    @Override
    public String fingerprint() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw LogRefusedException.unreadable(path.toString(), e);
        }
    }
}
