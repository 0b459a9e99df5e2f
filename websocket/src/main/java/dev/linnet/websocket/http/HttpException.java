package dev.linnet.websocket.http;

/** A message that is refused: what to answer when it was a request, and why. The connection ends with the answer. */
public final class HttpException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    // Not for serialising: an exception of this type never leaves the process.
    private final transient HttpHeaders headers;

    /**
     * Refuses a request.
     *
     * @param status 400–599
     * @param reason what is wrong, for the peer's developer
     * @param namesAndValues header fields of the answer, alternating
     */
    public HttpException(int status, String reason, String... namesAndValues) {
        // No stack trace: a hostile peer makes these by the thousand, and the reason says where.
        super(reason, null, false, false);
        this.status = status;
        this.headers = HttpHeaders.of(namesAndValues);
    }

    /** 400–599. */
    public int status() {
        return status;
    }

    /** What is wrong, for the peer's developer. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The answer to send; the connection is to be closed after it. */
    public HttpResponse response() {
        return HttpResponse.of(status, "text/plain; charset=utf-8", reason() + "\n")
                .with(headers);
    }
}
