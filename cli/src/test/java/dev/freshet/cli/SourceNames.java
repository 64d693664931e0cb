package dev.freshet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of all classes and records in the repository's sources, tests and schemas. */
final class SourceNames {

    private static final Pattern SCHEMA_NAME =
            Pattern.compile("\"type\": \"(?:record|enum)\",\\s+\"name\": \"(\\w+)\"");

    private SourceNames() {}

    static Set<String> of(Path root) {
        Set<String> names = new TreeSet<>();
        SimpleFileVisitor<Path> visitor = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = String.valueOf(directory.getFileName());
                boolean ours = directory.equals(root) || !(name.equals("target") || name.startsWith("."));
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".java")) {
                    names.add(name.replace(".java", ""));
                } else if (name.endsWith(".avsc")) {
                    SCHEMA_NAME.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
                }
                return FileVisitResult.CONTINUE;
            }
        };
        try {
            Files.walkFileTree(root, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
