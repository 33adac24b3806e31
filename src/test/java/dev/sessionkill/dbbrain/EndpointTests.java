package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    https://dbbrain.ap-x.tencentcloudapi.com  | https:// | dbbrain.ap-x.tencentcloudapi.com
                    https://dbbrain.ap-x.tencentcloudapi.com/ | https:// | dbbrain.ap-x.tencentcloudapi.com
                    HTTPS://dbbrain.example.com               | https:// | dbbrain.example.com
                    http://127.0.0.1:65535                    | http://  | 127.0.0.1:65535
                    http://localhost:9000/                    | http://  | localhost:9000
                    http://[::1]:9000                         | http://  | [::1]:9000
                    """)
    void readsProtocolAndAuthority(String uri, String protocol, String authority) {
        assertThat(Endpoint.parse("any", uri)).isEqualTo(new Endpoint(protocol, authority));
    }
}
