package dev.freshet.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuInfoTest {

    @TempDir
    private Path directory;

    @Test
    void shouldNameModelAndVectorInstructions() throws IOException {
        Path cpuinfo = directory.resolve("cpuinfo");
        Files.writeString(cpuinfo, """
            processor\t: 0
            model\t\t: 17
            model name\t: Some CPU @ 2GHz
            flags\t\t: fpu sse2 fma avx2 avx bogus amx_tile

            processor\t: 1
            model name\t: Another
            """);
        assertThat(CpuInfo.describe("amd64", cpuinfo)).isEqualTo("amd64 Some CPU @ 2GHz amx_tile avx avx2 fma");
    }

    @Test
    void shouldNameOnlyTheArchitectureWithoutCpuinfo() throws IOException {
        assertThat(CpuInfo.describe("aarch64", directory.resolve("none"))).isEqualTo("aarch64");
        Path cpuinfo = directory.resolve("cpuinfo");
        Files.writeString(cpuinfo, "processor\t: 0\nBogoMIPS\t: 243.75\n");
        assertThat(CpuInfo.describe("aarch64", cpuinfo)).isEqualTo("aarch64");
    }
}
