package dev.linnet.bench.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The suite's verdicts by case number, such as {@code 6.4.1}. */
record Verdicts(Map<String, Verdict> byCase) {
    Verdicts {
        byCase = new LinkedHashMap<>(byCase);
    }

    /** The committed table: {@code case,behavior,behaviorClose} lines below one heading. */
    static Verdicts ofTable(Path file) throws IOException {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            if (cells.length != 3 || verdicts.put(cells[0], new Verdict(cells[1], cells[2])) != null) {
                throw new IOException(
                        file + ":" + (i + 1) + ": not a new 'case,behavior,behaviorClose': " + lines.get(i));
            }
        }
        return new Verdicts(verdicts);
    }

    /** The suite's {@code index.json}: for each agent, for each case, an object with the two verdicts. */
    static Verdicts ofReport(Path index) throws IOException {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), index)) {
            json.nextToken();
            json.nextToken(); // the one agent's name
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                verdicts.put(json.currentName(), verdict(json));
            }
        }
        return new Verdicts(verdicts);
    }

    private static Verdict verdict(JsonParser json) {
        String behavior = "";
        String behaviorClose = "";
        json.nextToken();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "behavior" -> behavior = json.getString();
                case "behaviorClose" -> behaviorClose = json.getString();
                default -> json.skipChildren();
            }
        }
        return new Verdict(behavior, behaviorClose);
    }

    /** One line for each case that is not exactly as expected, missing and unexpected ones included. */
    List<String> deviationsFrom(Verdicts expected) {
        List<String> deviations = new ArrayList<>();
        expected.byCase.forEach((name, verdict) -> {
            Verdict actual = byCase.get(name);
            if (actual == null) {
                deviations.add(name + ": not run, expected " + verdict);
            } else if (!actual.equals(verdict)) {
                deviations.add(name + ": " + actual + ", expected " + verdict);
            }
        });
        byCase.keySet().stream()
                .filter(name -> !expected.byCase.containsKey(name))
                .forEach(name -> deviations.add(name + ": " + byCase.get(name) + ", but the table has no such case"));
        return deviations;
    }

    /** The expected cases that ended otherwise, or not at all. */
    List<String> casesThatDeviateFrom(Verdicts expected) {
        return expected.byCase.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(byCase.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** These, but for the cases that the others have too. */
    Verdicts replacedBy(Verdicts others) {
        Map<String, Verdict> all = new LinkedHashMap<>(byCase);
        all.putAll(others.byCase);
        return new Verdicts(all);
    }

    int size() {
        return byCase.size();
    }
}
