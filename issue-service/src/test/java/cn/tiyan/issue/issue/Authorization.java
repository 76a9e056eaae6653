package cn.tiyan.issue.issue;

import cn.tiyan.platform.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * authorization.txt, read.
 *
 * @param action what is asked for
 * @param status in which status
 * @param cells the outcome for each role in each of {@link Cast.Place}
 * @param raiser the outcome for whoever raised the issue
 * @param submitter for whoever submitted the rectification
 * @param concerned for the person it is about
 */
record Authorization(Action action, Status status, Map<Role, Map<Cast.Place, String>> cells, String raiser, String submitter, String concerned) {

    static final String OK = "ok";

    /** All of it. A role, a cell or a line too few or too many fails here. */
    static List<Authorization> all() {
        List<Authorization> all = new ArrayList<>();
        List<String[]> asked = new ArrayList<>();
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : text().lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList()) {
            String[] words = line.strip().split(" +");
            if (words[1].equals("in")) {
                if (!rows.isEmpty()) {
                    all.addAll(block(asked, rows));
                    asked = new ArrayList<>();
                    rows = new LinkedHashMap<>();
                }
                asked.add(words);
            } else if (rows.put(words[0], Arrays.asList(words).subList(1, words.length)) != null) {
                throw new IllegalArgumentException("Twice: " + line);
            }
        }
        all.addAll(block(asked, rows));
        return all;
    }

    private static List<Authorization> block(List<String[]> asked, Map<String, List<String>> rows) {
        String raiser = rows.remove("raiser").getFirst();
        String submitter = rows.remove("submitter").getFirst();
        String concerned = rows.remove("concerned").getFirst();
        List<String> others = rows.remove("others");
        Map<Role, Map<Cast.Place, String>> cells = new LinkedHashMap<>();
        rows.forEach((role, row) -> cells.put(Role.valueOf(role), places(row)));
        for (Role role : Role.values()) {
            cells.computeIfAbsent(role, absent -> places(others));
        }
        return asked.stream().flatMap(words -> Arrays.stream(words).skip(2).map(Status::valueOf)
                .map(status -> new Authorization(Action.valueOf(words[0]), status, cells, raiser, submitter, concerned))).toList();
    }

    private static Map<Cast.Place, String> places(List<String> row) {
        Cast.Place[] places = Cast.Place.values();
        if (row.size() != places.length) {
            throw new IllegalArgumentException(places.length + " cells are needed, not " + row);
        }
        Map<Cast.Place, String> cells = new EnumMap<>(Cast.Place.class);
        for (Cast.Place place : places) {
            cells.put(place, row.get(place.ordinal()));
        }
        return cells;
    }

    /** One cell. */
    record Cell(Role role, Cast.Place place, String outcome) {
    }

    List<Cell> everyCell() {
        return cells.entrySet().stream().flatMap(row -> row.getValue().entrySet().stream().map(cell -> new Cell(row.getKey(), cell.getKey(), cell.getValue())))
                .toList();
    }

    /** A role and unit that may; where none may by that alone, those of whoever raised it. */
    Cell mayBe() {
        return everyCell().stream().filter(cell -> cell.outcome.equals(OK)).findFirst()
                .orElseGet(() -> new Cell(Role.WALKER, Cast.Place.BELOW, OK));
    }

    private static String text() {
        try (var file = Objects.requireNonNull(Authorization.class.getResourceAsStream("/authorization.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return action + " in " + status;
    }
}
