package dev.freshet.cli.report;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.Console;
import dev.freshet.model.file.RefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files in which a run leaves its results.
 *
 * @param report the report, if it is wanted
 * @param curves NDCG@10 by event time
 */
public record ResultFiles(Optional<Path> report, List<Path> curves) {

    private static final String JSON = ".json";

    public ResultFiles {
        curves = List.copyOf(curves);
    }

    /**
     * Chooses the files. A curve that is not named is drawn twice, as SVG and PNG: beside the report under its name, and
     * without a report in the data directory.
     */
    public static ResultFiles of(Optional<Path> report, Optional<Path> curve, Path dataDirectory) {
        Path unnamed = report.orElseGet(() -> dataDirectory.resolve("ndcg10" + JSON));
        return new ResultFiles(
                report,
                curve.map(List::of)
                        .orElseGet(() -> Stream.of(".svg", ".png")
                                .map(extension -> withExtension(unnamed, extension))
                                .toList()));
    }

    /** Replaces the extension of JSON; another name is kept whole. */
    private static Path withExtension(Path file, String extension) {
        String name = Objects.toString(file.getFileName());
        boolean isJson = name.endsWith(JSON) && name.length() > JSON.length();
        return file.resolveSibling((isJson ? name.substring(0, name.length() - JSON.length()) : name) + extension);
    }

    /**
     * Writes the report and then the curves. Says so when a curve cannot be written, and goes on: the results are
     * complete without it.
     *
     * @throws CommandFailure when the report cannot be written
     */
    public void write(Report results, RankingCurve curve, Console console) {
        report.ifPresent(file -> {
            results.write(file);
            console.say("report              " + file);
        });
        if (curve.isEmpty()) {
            console.say("curve               none, because no group was evaluated");
        } else {
            curves.forEach(file -> draw(curve, file, console));
        }
    }

    private static void draw(RankingCurve curve, Path file, Console console) {
        try {
            curve.write(file);
            console.say("curve               " + file);
        } catch (CommandFailure | RefusedException e) {
            console.say("curve               none: " + CommandFailure.explain(e));
        }
    }
}
