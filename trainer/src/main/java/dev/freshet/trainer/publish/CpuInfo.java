package dev.freshet.trainer.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Describes the processor. oneDNN and libtorch choose their kernels by its vector instructions, and virtual machines may
 * give different processors the same name.
 */
public final class CpuInfo {

    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    private CpuInfo() {}

    /** This machine's architecture and, on Linux, the processor's name and vector instructions. */
    public static String describe() {
        return describe(System.getProperty("os.arch"), CPUINFO);
    }

    static String describe(String architecture, Path cpuinfo) {
        List<String> lines;
        try {
            lines = Files.readAllLines(cpuinfo, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return architecture; // not Linux, or the file cannot be read
        }
        String vectors = Arrays.stream(value(lines, "flags").split(" ", -1))
                .filter(flag -> flag.matches("(avx|amx|fma).*"))
                .sorted()
                .collect(Collectors.joining(" "));
        return (architecture + " " + value(lines, "model name") + " " + vectors)
                .strip()
                .replaceAll(" +", " ");
    }

    /** The value for the first processor; empty without such a line. */
    private static String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("");
    }
}
