package dev.freshet.bench.process;

import dev.freshet.bench.BenchException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Figures of this process from Linux.
 *
 * @param rssMb resident memory now, MiB
 * @param peakMb peak resident memory, MiB: VmHWM, which getrusage calls ru_maxrss
 * @param minorFaults page faults without a disk read
 */
public record ProcessStatus(double rssMb, double peakMb, long minorFaults) {

    private static final int MINOR_FAULTS = 7; // index in /proc/self/stat after the command's closing bracket

    public static ProcessStatus now() {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return new ProcessStatus(
                    mib(status, "VmRSS:"), mib(status, "VmHWM:"), Long.parseLong(fields[MINOR_FAULTS]));
        } catch (IOException e) {
            throw new BenchException("the bench reads /proc/self/status, so it needs Linux: " + e.getMessage(), e);
        }
    }

    /** The load average of the last minute. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static double mib(List<String> status, String key) {
        return status.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToDouble(kib -> Long.parseLong(kib) / 1024.0)
                .findFirst()
                .orElseThrow(() -> new BenchException("/proc/self/status has no " + key));
    }
}
