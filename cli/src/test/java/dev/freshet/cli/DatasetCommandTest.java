package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetCommandTest {

    @TempDir
    Path dir;

    @Test
    void shouldNameTheSplitOptionsWhenTheLogIsTooShort() throws IOException {
        Path log = Files.write(
                dir.resolve("log.csv"),
                List.of(
                        "user_id,product_id,action_type,source_type,timestamp,request_id",
                        "anna,tea,CLICK,home,1470000000000,",
                        "anna,milk,CLICK,home,1470086400000,"));
        StringWriter err = new StringWriter();
        int code = Freshet.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(
                        "dataset",
                        log.toString(),
                        "--out",
                        dir.resolve("dataset").toString());
        assertThat(err.toString()).contains("the log spans 1.0 days", "--valid 3d --gap 0d");
        assertThat(code).isEqualTo(1);
    }
}
