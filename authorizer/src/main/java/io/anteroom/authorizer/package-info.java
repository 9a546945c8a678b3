/** The AWS Lambda function that API Gateway asks whether a caller's token lets them in. */
@NullMarked
package io.anteroom.authorizer;

import org.jspecify.annotations.NullMarked;
