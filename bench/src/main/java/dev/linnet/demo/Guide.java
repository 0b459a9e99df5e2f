package dev.linnet.demo;

import java.net.URI;

/**
 * What to try while the demo runs.
 *
 * @param loginLink logs one browser in, once
 */
record Guide(String loginLink, URI hub, String broker, String token) {
    void print() {
        URI mqtt = URI.create(broker);
        String at = "-h " + mqtt.getHost() + " -p " + mqtt.getPort();
        String relay =
                hub.resolve("api/v1/devices/kitchen/channels/relay/commands").toString();
        System.out.printf("""

                The page, with a link that logs one browser in once:
                  %s

                Watch and switch by MQTT:
                  mosquitto_sub %s -v -t 'linnet/#'
                  mosquitto_pub %s -t linnet/kitchen/relay/set -m true

                Ask and switch by HTTP:
                  curl -H 'Authorization: Bearer %s' %sapi/v1/devices
                  curl -H 'Authorization: Bearer %s' -d '{"value": false}' %s

                """, loginLink, at, at, token, hub, token, relay);
    }
}
