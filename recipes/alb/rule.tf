# Needs hashicorp/aws 6.22 or newer.
resource "aws_lb_listener_rule" "visitors" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 10

  condition {
    path_pattern {
      values = ["/*"]
    }
  }

  action {
    type  = "jwt-validation"
    order = 1

    jwt_validation {
      jwks_endpoint = "https://waiting.example/.well-known/jwks.json"
      issuer        = "https://waiting.example"

      additional_claim {
        name   = "aud"
        format = "single-string"
        values = ["Sample"]
      }

      additional_claim {
        name   = "token_use"
        format = "single-string"
        values = ["access"]
      }
    }
  }

  action {
    type             = "forward"
    order            = 2
    target_group_arn = aws_lb_target_group.site.arn
  }
}
