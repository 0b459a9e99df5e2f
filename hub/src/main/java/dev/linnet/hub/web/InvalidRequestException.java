package dev.linnet.hub.web;

import dev.linnet.hub.problem.ProblemDetails;

/** A request that cannot be answered as it is; the message names the remedy. */
final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    InvalidRequestException(String field, String problem) {
        super(field + ": " + problem);
        this.field = field;
    }

    ProblemDetails problem() {
        return ProblemDetails.inField(field, String.valueOf(getMessage()));
    }
}
