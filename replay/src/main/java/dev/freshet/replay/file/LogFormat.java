package dev.freshet.replay.file;

import dev.freshet.replay.LogRefusedException;
import dev.freshet.replay.ReplayConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A log's format, detected from the first bytes of the file, not from its name. */
record LogFormat(Kind kind, boolean gzipped) {

    enum Kind {
        CSV,
        JSONL,
        PARQUET
    }

    private static final int LOOKED_AT = 64;
    private static final String GZIP = "\u001f\u008b";
    private static final String PARQUET = "PAR1";
    private static final String UTF_16 = "UTF-16 text; convert it with iconv -f UTF-16 -t UTF-8";

    /** Kinds of files that are not logs, and the remedies, by their first bytes. */
    private static final Map<String, String> OTHERS = Map.of(
            "PK\u0003\u0004", "a zip archive (or a spreadsheet); unpack it, or save the sheet as CSV",
            "BZh", "compressed by bzip2; unpack it with bunzip2, or compress it with gzip",
            "\u00fd7zXZ", "compressed by xz; unpack it with unxz, or compress it with gzip",
            "(\u00b5/\u00fd", "compressed by zstd; unpack it with unzstd, or compress it with gzip",
            "Obj\u0001", "an Avro file; convert it to Parquet or JSONL",
            "ORC", "an ORC file; convert it to Parquet",
            "\u00ff\u00fe", UTF_16,
            "\u00fe\u00ff", UTF_16);

    /**
     * Detects the format of a file.
     *
     * @throws LogRefusedException when the file is empty, or of a kind that is not a log
     */
    static LogFormat of(Path path) {
        String start = start(path, false);
        if (start.isEmpty()) {
            throw new LogRefusedException(path + " is empty");
        }
        boolean gzipped = start.startsWith(GZIP);
        if (!gzipped && path.toString().endsWith(".gz")) {
            throw new LogRefusedException(path + " is named .gz but holds no gzip data; rename or compress it");
        }
        String content = gzipped ? start(path, true) : start;
        OTHERS.forEach((magic, remedy) -> {
            if (content.startsWith(magic)) {
                throw new LogRefusedException(path + " is " + remedy);
            }
        });
        if (content.startsWith(PARQUET)) {
            if (gzipped) {
                throw new LogRefusedException(path + " is a gzipped Parquet file; unpack it with gunzip");
            }
            requireFooter(path);
            return new LogFormat(Kind.PARQUET, false);
        }
        String text = content.replace("\u00ef\u00bb\u00bf", "").stripLeading();
        if (text.startsWith("[")
                && (text.length() == 1 || text.substring(1).stripLeading().startsWith("{"))) {
            throw new LogRefusedException(path + " is one JSON array; write an object a line: jq -c '.[]'");
        }
        return new LogFormat(text.startsWith("{") ? Kind.JSONL : Kind.CSV, gzipped);
    }

    /** Starts a pass over a file of this format. */
    RawRows rows(Path path, ReplayConfig config) {
        return kind == Kind.PARQUET ? new ParquetRows(path, config) : new TextRows(path, this, Columns.of(config));
    }

    private static String start(Path path, boolean unpack) {
        try (InputStream file = Files.newInputStream(path);
                InputStream in = unpack ? new GZIPInputStream(file) : file) {
            return new String(in.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw LogRefusedException.unreadable(path.toString(), e);
        }
    }

    private static void requireFooter(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] end = new byte[PARQUET.length()];
            file.seek(Math.max(0, file.length() - end.length));
            file.readFully(end);
            if (file.length() < 12 || !PARQUET.equals(new String(end, StandardCharsets.US_ASCII))) {
                throw new LogRefusedException(
                        path + " is a Parquet file without its end; it is truncated, copy it again");
            }
        } catch (IOException e) {
            throw LogRefusedException.unreadable(path.toString(), e);
        }
    }
}
