package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freshet.testkit.LogGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@code examples/python/check_weights.py} with a Python that has PyTorch: {@code -Dpython=venv/bin/python}, else
 * {@code python3}. {@code -Dpython.reference=FILE.py} names a file with the notebook's classes.
 */
class PythonWeightsIT {

    private static final String PYTHON = System.getProperty("python", "python3");

    @TempDir
    Path dir;

    @Test
    void shouldProduceTheSameLogitsInPyTorch() throws Exception {
        requirePyTorch();
        Path log = ShopCsv.write(
                dir.resolve("shop.csv"),
                ShopCsv.lines(LogGenerator.seeded(3).withUsers(20).events()));
        CommandLines.done("dataset " + log + " --out " + dir.resolve("set") + " --valid 3d --gap 0d --stop-users 0.2");
        CommandLines.done("pretrain " + dir.resolve("set") + " --epochs 1 --dim 32");
        String model = dir.resolve("set/pretrain/model.safetensors").toString();
        List<String> check = new ArrayList<>(List.of("--freshet", freshet().toString(), "--model", model));
        assertThat(python(check))
                .contains("PyTorch -> Freshet", "Freshet -> PyTorch")
                .endsWith("same\n");
        String reference = System.getProperty("python.reference");
        if (reference != null) {
            check.addAll(List.of("--reference", reference));
            assertThat(python(check)).endsWith("same\n");
        }
    }

    private void requirePyTorch() throws Exception {
        boolean found;
        try {
            found = new ProcessBuilder(PYTHON, "-c", "import torch").start().waitFor() == 0;
        } catch (IOException e) {
            found = false;
        }
        String words = "SKIPPED: weights are not compared with PyTorch's, since " + PYTHON
                + " has no torch; give one that has it with -Dpython=venv/bin/python";
        if (!found) {
            System.err.println(words);
        }
        assumeTrue(found, words);
    }

    private String python(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                PYTHON,
                Markdown.ROOT.resolve("examples/python/check_weights.py").toString()));
        command.addAll(arguments);
        Path output = dir.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        process.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended && process.exitValue() == 0).as(said).isTrue();
        System.out.print(said);
        return said;
    }

    /** A start script for the command with this test's class path. */
    private Path freshet() throws IOException {
        String script = "#!/bin/sh\nOPT_OUT_TRACKING=true exec '" + System.getProperty("java.home")
                + "/bin/java' -Xmx512m -Dai.djl.offline=true -Dai.djl.pytorch.num_threads=1 -cp '"
                + System.getProperty("java.class.path") + "' " + Freshet.class.getName() + " \"$@\"\n";
        Path file = Files.writeString(dir.resolve("freshet"), script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
