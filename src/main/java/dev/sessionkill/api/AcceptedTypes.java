package dev.sessionkill.api;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Takes what a client accepts without its parameters: JSON has none (RFC 8259, section 11). Spring
 * would match {@code application/json;charset=UTF-16}, find after the kill that nothing writes it,
 * and repeat any other parameter in the answer's {@code Content-Type}.
 */
@Component
class AcceptedTypes implements WebMvcConfigurer {

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.strategies(List.of(new WithoutParameters()));
    }

    private static final class WithoutParameters implements ContentNegotiationStrategy {

        private final ContentNegotiationStrategy header = new HeaderContentNegotiationStrategy();

        @Override
        public List<MediaType> resolveMediaTypes(NativeWebRequest request)
                throws HttpMediaTypeNotAcceptableException {
            return header.resolveMediaTypes(request).stream()
                    .map(WithoutParameters::plain)
                    .toList();
        }

        private static MediaType plain(MediaType type) {
            MediaType plain = new MediaType(type.getType(), type.getSubtype());
            return plain.copyQualityValue(type);
        }
    }
}
