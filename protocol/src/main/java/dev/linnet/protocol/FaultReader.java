package dev.linnet.protocol;

/** Reads what either side says. */
final class FaultReader {
    private FaultReader() {}

    static Fault read(Fields fields) throws MalformedMessageException {
        String code = null;
        String detail = null;
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "code" -> {
                    fields.once(code != null);
                    code = fields.text();
                }
                case "detail" -> {
                    fields.once(detail != null);
                    detail = fields.text();
                }
                default -> fields.skip();
            }
        }
        String words = detail == null ? "" : detail;
        Fault.Code known = Words.parse(Fault.Code.class, fields.require("code", code));
        // A newer peer's code must not be answered with a fault of ours: kept for people instead.
        return known != null ? new Fault(known, words) : new Fault(Fault.Code.INVALID, code + ": " + words);
    }
}
